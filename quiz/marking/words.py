"""Words and names that another word or name can be mistaken for: whoever typed one of these made no slip.

The words are the commonest of English that differ from another common one by no more than the slips that are
forgiven, without those that only inflect it or spell it the American way. They were selected from the word
frequencies of the Google Books corpus as the SymSpell project publishes them, and added to by hand.
"""

_WORDS = """
abilities able aboriginal abroad absolution accent accept accepting access accessing accession accidents
according accounting acknowledge across action actions activated activation actor actors acts adapt adapted
addiction addition additions addressed addresses addressing adept admission admissions adopt adopted
adventure adventures adverse aerial affect affects after ages aggression agronomy aids aimed airport alan
albert alert alien alignment alive allay alley allocated allocation allude allusion allusive alone along
altar alter among amount amounts andy angel anger angle animation anna anne annexation annotation annoy
anticipated apartment apartments application applications appointed appropriate arch area arise arising
armed arms around arrow article articles arts ascent ascribe asks aspire assent assess assessing assignment
assistance assistant assurance assure astrology astronomy attach attack attacks attending attention
attraction attribute auction auctions audi austin available avenue averse avert aviation awful back backed
backing bacterial baker baking ballet ballot ballots balls band bands bank banking banks banner barely baron
barren barrier barriers bars base bases basis bass batch bath baths battle beach beaches beads bean beans
bearing bears beast beat beats bedding beds being beings belief bell belly belts bench bend berry best
better betting bidding bids bikes bill billing billion bills binding biography biological black blacks blake
blame blank blast bleeding blend blind blink block blocked blocking blocks blood blow boarder boating boats
bombed bomber bombers bond bonds bones book booking books boom boost boot booth boots border borders boring
both bottle bought bound boxes boxing brad brain brake branch brand brands brass brave breach bread breast
breathing breeding brian bribe bribes brick bride brides bridge bright bring brings broad broke brooks
brought brown bruise bruised bucks buffer build built bulgarian bullet bullets bunch bunny burner burning
burns burton buses bush busy butane butene butter button cable cables cakes calculation calibration calling
calls calvary cambridge came camps candle candles candy canvas canvass capital capitol caps capture cards
care carl carlo carol carried carrier carriers carry cars cart carter cartridge case cases cash cast casting
castle casual catch cattle caught causal cause causes cavalry ceasefire celebration cells censor censors
censure centuries certification certified cession changed changes changing chapter char character charged
charges charging charity charming charter chase chat cheat check checks chef chest chick chicks chile chips
chlorate chloride chlorite chose christian christina chuck circulation citations clarity clark class classes
clause cleaning clearing clerk clever click clicking clicks clips clock clocks clone close closer closing
coal coalition coarse coat coating codes coding coin coins cold collar collation collected collecting
collection collections collector collectors collision collusion colombia columbia combination combinations
comes coming commented commissions committed commodities commodity communities community comparable
comparative comparing compatible compel compete competent competing competition compilation complaint
complement complete completed completing completion compliant complications compliment component components
composite composition compressed compression computation computed computing concert concession concluded
conclusion condition conducted conducting confer conference confession confidence conflict confusion
connected connecting connection connections connector connectors conscript consent conservation considers
consisting conspire constantly constitute constitutes constitution constitutional construction consul
consulting consumers contact contacted contacting contacts contained containing contend content contest
continuing contract contracting contracts convenience convent convention conventions convergence
conversation conversion convert converted convict conviction convince convoy cooked cooking cooling cooper
cooperation cooperative copper coral core corporate corporation corps corpse corpses corrected correction
corrections correctly correlation corruption cost costs could council counsel count counted counties
counting countries counts course cover covered covers covert crack craft crash cream created creating
creations creatures credible creditable creek crest crew crime crops cross crossfire crown cruise cruised
cuba cure currently curse cute cutting dairy dance danger date dated dates dating dawn deadline deal dealing
deals death debate debt decease deceased decent decisions decoy decreased dedicated deduce deemed defend
defendant defensive defer deferred define defined deflate deflation defuse delay delegation delicious
demanding demographic dennis dense dental department departments depend dependence dependent depending
deployment deport depression depth descending descent describe described description desert deserve
designation designing desire dessert destination destroyed destroyer destruction detail detection detective
deter determination device devise devolution diary died differ diffuse digression dilution dining dinner
direction directive dirt disabilities disability disc disco discreet discrete disease diseased dishes disks
dispel dissent distances distinction dive diversity divert diving divisions dodge doing dollar dolls donald
donations donor donors door doors dover draft drain dream dress dressed dresses dressing dried drill drink
drive driver drivers driving drops drove drunk dying each early earn earned earning earnings earrings ease
east easter eastern eating ecological ecology edible editions educated education effect effects efficient
eight either elder elect elected election elections elevation elicit elimination elude elusive emigrant
emigrants emigrate emigration eminent emission emissions employment enable ending endorsement ends
enforcement engagement enjoy enlargement ensure enter entitled entries envelop envelope envoy epoch equality
equation error especially estate estates estimation eternal ethane ethene ethic ethnic ethyne evaluation
evasion even ever evict evil evoke evolution exalt examination except exception excess excessive excluding
exclusion exclusive execute executed execution executive exempt exemption exert exile exiled exit exotic
expand expanding expanse expansion expel expend expense expensive experts expiration expire explanation
explicit exploration explosion export exports expressed expression extending extension extensive external
extraction exult face faces facial facilities facing faction factions factor factors failed failing fails
faint fair fairy fallen falling falls fame fancy farmer farming farms faster father fault fears features
featuring federation feeding feeds feeling fees feet feint fellow fence ferry fever fewer fiction field
fields fight fighter fighting file filed files filing filled filling films filtering finding finds finger
fingering finish finishing finnish fire fired fireplace fires firms fishing fission fitness fitting fixed
fixes flame flash flat flesh flight flights flood flower flush flying focal folder folders folding follow
font food foods forecasts forests foreword form formal formally formation former formerly forming forms fort
forth forward foster fought found founded fountain fraction fractions fracture frame framing france fred
fresh friction fridge full function fund funded funding funds funny fusion gain galley games garage garbage
gastronomy gates gather gave geek gender gene generation genome geographic geography geological geology
getting giant giants gives giving glance glass glasses gloves gnome going goods gorilla gorillas grace grade
grades graduation grain grand grant grants grass grave great greek greetings grill gross ground grounds
grove grown guerrilla guerrillas guest guild hair hairy hall hand handle handles hands handy hanging hard
harm harry hats haven having head header headers heading headline heads healing health hear hearing heat
heath heather heating heaven height heights hell hence herald herbal here hereby hiking hills hire hired
hiring hits hitting hoard hobby holder holders holding hole holes hollow holmes holy homes honey hong hopes
horde horn horse horses host hosted hostel hostels hosting hosts hotel hotels hours house houses human
humane hungarian iceland idea illicit illusion immanent immigrant immigrants immigrate immigration imminent
impel implement implications implicit import impossible impressed impression inappropriate incentive
incidents included including inclusion inclusive incorporate increased independence independent indicated
indication induce induction inexpensive infect infected infection infections infer infest inflate inflation
inflict information ingenious ingenuous inherited inject injected injection injured inline inner innovation
inscribe inserted inspection inspections inspire instances instantly institute institutes institution
institutional instruction insurance insure insured integration integrity intend intensity intensive intent
intention inter interaction intersection intervention into invasion invention inversion invert invest
invisible invitation invoke involution iraq ireland irrigation irritation isolation issue jacket jackets
james jane jeans jerry johns join joins joint jokes jones judicial judicious junction kate kerry keyboards
keywords kids kill killed killer killing kills kind kinds kings kissing knight knights knowledge lack
lactase lactose lake lakes lamps lance landing lands lane lanes laser last lasting late later latin latter
laughter launch lawful lawyer lawyers layer layers leader leaders leading leads learned learning lease
leasing least leather leaving legal lender lenders lending less lessen lesson letter letting level lever
liabilities liability liable libel licking liege lies light lightening lighter lighting lightning lights
like liked likes limitation line lined lines link linked linking lips listening listing litigation live
lived liver lives living loading loads loan lobby local located location locations lock locked locking locks
lodge lodging logging logs lonely long looked looking looks loose lose loser losing lots lottery loud love
loved lovely lover lovers loves loving lower luck lunch lying macro mail mailed mailing mails main maine
maintains major make maker makers makes making male males mall maltase maltose manner manor manuscript marc
march marco marine marital marker markers marketing marking marks married mars mart martial mason massacre
massage massive master masters match matched matches matching material matter matters mature mayor meal
meals mean means measuring meat mechanical medal medication meditation meetings mental menus merry message
messenger meta metal metals methane metro micro might migration mile miles miller million mills minds mine
mines mining minor minus missile missing mission missions missive mitigation mixed mixing mode model models
moderator moderators modes modification modifications momentary monetary money month moral morale morality
more morgan mortal mortality moses motel motels mother mothers motion motivated motivation mould mount
mountain mountains mounted mounting mounts mouse mouth move moved movers moves moving nails naked name named
names narrow nation national nations nature naval navel navigation nearly necessary needs negligent
negligible neither nerve nested neural neutral never newer niger night nights nitrate nitride nitrite nobel
noble nodes nomination nominations normal north northeast northeastern northern northwest northwestern nose
notable note noted notes notification notifications notion nuclear nurse oasis obscure observation
observations obtained obtaining offensive official officious older olive oliver omissions ones onion online
oops operation operator operators opponent opponents opposed opposite opposition oppress oppression oral
orally orange order orders ordinance ordnance organ original other others ought outer over overt pace
packaging packed packet packets packing packs pages pain paint painted painting pairs palace palestine pants
parameter parent parenting parents paris parker parking parks parson part partial participated particle
particles parties partition parts passage passenger passing passive passport past paste patch patches patent
patents path paths patient patients patio paying pays peace peaceful peak peer pending penny pension
perceived perception perfect perimeter permissions perpetrate perpetuate perry persecute persecution person
personal personnel perspective perspire persuade pervert pete peter petition phase phases phrase phrases
picked picking picks piece pillow pills pine pitch place placement placing plan planes plants player players
playing please plot plots pocket pockets point pointed pointer pointing points poison poker poland polar
polls pollution pond pools poplar populace popular populous port portal porter ports posing position
possession possible postal posted poster posting posts potter pottery pound pounds power powers praise pray
prayer prayers precede precedent preceding precession precious precision prediction predictions prefect
prefer preference preferences preferred prefers premier premiere premises preparation prescribe prescribed
prescript prescription present presentation presentations presented presenting presently preservation
preserve president presidential press pressed pressing pretension prevent preventing prevention preview
previews previous pride prime principal principle print printed printer printing prints prison proceed
proceeding processing procession processor produce producing production productions productive profession
professor progression project projected projection promises promising promoting promotion propane propel
propene prophecy prophesy proportion proposition proscribe prosecute prosecution prospective protect
protected protection protective prove providence providing province provision provisions provoke pulse punch
pure purse putting qualities quality quantities quarry query quest quiet quilt quit quite quote race races
racial racing rack racks radiation radio radios raid rail rain raise raising rally ranch range ranging rank
ranking ranks rapport rapture rarely rate rated rates rather rating ratio rational rationale ratios rats
reach reaches reaching reactions read reader readers reading reads real reality really realty reason reasons
rebel rebels received recent recently reception recession reconstruction recorders recording recreation
reduce reducing reduction reductions reed refer reference references referred refers refine refined reflate
reflected reflection reflections refract regal regard regarding regards regression regulated regulation
regulations reign rejected relate related relates relation relations relaxation relay relevance reliability
relic relict relief religions religious relocation rely remain remainder remained reminder render rendering
rental repel replace replacement replication report reporters reporting reports representation
representations represented representing repression reproduction reproductive reputation requirement
reservation reservations reserve resident residential resistance resistant resolution resolutions resort
resorts resources respected respectful respective respire rest restriction resulted retail retain retained
retention retirement retract retread retreat retro returning revel revelation revert review reviewing
reviews revision revisions revoke revolution reward rewards rhyme rhythm rice rick ride rider riders rides
ridge riding right rights ring rings riots rise risible rising risks river rivers road roads robots rock
rocket rocks roger rogue roland roles rolls roman ronald roof root roots roses ross rouge rough round rounds
router rover ruby rule rules rupture rush ruth ryan sacred sage sailing saint sale sales salvation same
sample sanction sanctity sand sanity sara satin save saved saves saving saying says scales scared scope
score scored scores seal searching season seasons seating seats secession sections sector secure seduce seed
seeds seeing seeking seeks seemed seen sees seize select selected selection selections selective self sell
selling sells send sender sending sends seniors sense sensor sensors sent sentences separation sequences
serial serve session sets setting settle seven sever severe sewing shade shaft shake shall share
shareholders shaved sheep sheet shell shift shine shipping ships shirt shirts shock shoe shopping shops
shore short shorts shot shots sick side sides siege sight signing silly simple simulation sing singer
singing site sites sitting situation situations size sizes skating skill skilled skills skirt skirts slander
slaughter sleep slender slides slight slope slots small smart smell smoke snake social socket socks solar
sold solder solders soldier soldiers sole solution solutions sons sorry sort sorts sought sound sounds
sources south southeast southeastern southern southwest southwestern space span spare special specially
specie species speeds spell spelling spending spice spin spine spoke sport sporting sports spot spots
spreading spring springs sprint stability stable stack staff stakeholders stand star starring start started
starting stat state stated states stating station stationary stationery stations stats statue stature
statute staying steam stem steps steven stick sticks still stock stocks stones stopping stops store stored
stores straight strain strait straits strand stranger stream streaming stricture stride strife strike
striker strikes string strings strips stroke strokes stronger struck structure stuck stud stuff submit
subscribe subvert succession suction sudan suffer sufficient suit suite suites sulfate sulfide sulfite
sulphate sulphide sulphite summit sunny support suppression sure suspected sweet swift swing switch
switching sword syndication table tables tactic tactics tail taken takes taking tale tales talked talking
talks tally tank tanks tapes tasks taste taught taxes teach teaches teaching team teams tears tech technical
technology telling tells tenant tend tender tenet tennis tension termination terminology terms terror
terrorism terrorist terry tested tests texts than thank thanks thee them theology there thereby these thick
thin thing things think thinks thorough those though thread threat three throat through thrust tied ties
tiger tight tile tiles till time timer times tips tire tired tires tissue token tone toner tones tons tools
tooth topic topical tops tortuous torturous tough tourism tourist tours toward tower towers toxic trace
track tracks traction trade trades tradition trail trailers trails train trainers trance transaction
transactions transcript transformation transgression transition translation translations transpire transport
transportation trash tray tread treason treasures treat treated treating treats treaty tree trees trial
trials tribe tribute trick tricks tried tries trip trips troops tropical troupes truck trucks trunk trust
tryst tubes tune tuner tunes tuning turner turning turns types unable unavailable unclear unemployment union
unit united university unnecessary unsubscribe untied untitled uses utilities vacation vacations valentine
validation valley valuation variation variations vault vector venture ventures venue veracity verbal
verification verified very vice victor viewing violation viral visa visibility visible vital vocal vocation
void volley voracity vote voted voter votes wages waist waiting wales walked walking walks wallet walls
wanting wants ward warming warned warning warnings warrior warship waste watch watched watches watching
water watts waves wealth wearing weather wedding weeks weight weights welding wells were western whale what
wheat whenever where wherever whether while white whither whole whose wicked wide wider wield willing willow
winds wines wing wings winner wins winter wire wired wires wiring wishes witch with wither witness wives
woman wondering woods word words world worrier worry worse worship worth would wound wreak wreck wright
write writing wrote yards yearly years yeast yellow yield yields yours youth zone zones zoology
"""

_NAMES = """
abuja accra actinium afghan afghanistan afghans alabama alaska albania albanian aleppo algeria algerian
aluminium americium amman andorra angola angolan ankara antigua antimony apia april arab arabia arabian
arabic arabs argentina argentine argon aristophanes aristotle arizona arkansas armenia armenian arsenic
ashgabat asia asmara assyria assyrian astana athens august australia australian austria austrian bacon
baghdad bahamas bahrain baku bamako bangkok bangladesh barbados barium basra beijing beirut belarus belgian
belgium belgrade belize benin berlin bern beryllium bhutan biden bismuth blair bogota bolivia bolivian
bolton bonn boron bosnia bosnian botswana brasilia bratislava brazil brazilian britain british bromine
brunei brussels bucharest budapest buddhist bulgaria burkina burma burundi butanol cadmium caesium cairo
calcium california cambodia cameroon canada canadian canberra caracas carbon carolina cartier catholic
cerium chad chilean china chinese chisinau chlorine christians chromium clinton cobalt colombian colorado
comoros congo connecticut copenhagen cork crimea croatia croatian croats cyprus czar czech dakar dakota
dalton damascus dane danish darwin december delaware delhi denmark dhaka dixon djibouti doha dominica
dominican donetsk dublin duma dushanbe earth ecuador egypt egyptian einstein eisenstein england english
erbium eritrea estonia estonian eswatini ethanol ethiopia ethiopian europium fallujah february fiji finland
finn florida fluorine freeman french friday gabon gallium gambia gambian geneva genoa georgia georgian
german germanium germany ghana ghanaian gold greece grenada guam guatemala guinea guyana hafnium hague haiti
hamas hampshire hanoi harare havana hawaii helium helsinki hilton himmler hindu hindus hitler hobbes holmium
homer homs honduras horace hungary hydrogen icelandic idaho illinois india indian indiana indium indonesia
indonesian iodine iowa iran iranian iranians iraqi iraqis iridium irish iron islam islamabad islamic israel
israeli italian italy jakarta jamaica january japan japanese jersey jerusalem jewish jordan jordanian july
june jupiter kabul kampala kansas kazakhstan kelly kentucky kenya kenyan kepler keynes khartoum kiev kigali
kinshasa kiribati korea korean kosovo krypton kurd kurdish kurds kuwait kyiv kyrgyzstan lanthanum laos
laotian latakia latvia latvian lead lebanese lebanon lenin lennon lesotho liberia liberian libya libyan
liechtenstein lima lisbon lithium lithuania ljubljana locke lome london louisiana luanda luhansk lusaka
luther luxembourg macedonia macron madagascar madrid magnesium malawi malaysia maldives mali malian malta
maltese managua manet manganese manila maputo marlowe marx maryland massachusetts mauritania mauritius
mercury merkel methanol mexican mexico michigan milton minnesota minsk mississippi missouri mogadishu
moldova moldovan monaco monday monet mongolia monrovia montana montenegro moon morocco moscow mosul
mozambique munich muscat muslim muslims myanmar nairobi namibia nato nauru nebraska nelson neon nepal
nepalese neptune neptunium netherlands nevada newton nicaragua nickel nicosia nigeria nigerian niobium
nitrogen niue nixon norway norwegian november obama october odessa ohio oklahoma oman oregon orthodox osaka
osama oslo osmium ottawa oxygen pakistan palau palladium palmyra panama papua paraguay pennsylvania persia
persian peru peruvian philippines phosphorus platinum plato pluto plutonium pole polish polonium portugal
potassium prague pretoria propanol protestant prussia prussian putin pyongyang qatar quito rabat radium
radon reagan regan reykjavik rhenium rhodium riga riyadh romania romanian rome rubidium russia russian
rwanda samoa samoan santiago sarajevo saturday saturn saudi scandium scot scotland scottish selenium senegal
seoul september serb serbia serbian serbs seychelles shiite siberia siberian silicon silver singapore skopje
slav slavs slovak slovakia slovakian slovene slovenia slovenian sodium sofia solomon somali somalia spain
spanish stalin stockholm strontium sudanese sulfur sulphur sunday sunni sunnis suriname suva swede sweden
swedish swiss switzerland syria syrian taiwan tajikistan tallinn tantalum tanzania tashkent tbilisi tehran
tellurium tennessee terbium texas thailand thallium thatcher thorium thulium thursday tikrit timor tirana
titanium togo tokyo tonga trinidad tripoli truman trump tsar tuesday tungsten tunis tunisia tunisian turk
turkey turkish turkmenistan turks tuvalu uganda ukraine ukrainian ulaanbaatar uranium uranus uruguay utah
uzbekistan vanadium vanuatu vatican venezuela venus vermont vienna vietnam vilnius virginia warsaw
washington wednesday wellington welsh wien wilson wisconsin wyoming xenon yemen yerevan york ytterbium
yttrium zagreb zambia zambian zimbabwe zinc zirconium zurich
"""

KNOWN = frozenset(_WORDS.split()) | frozenset(_NAMES.split())
