//! What single words tell: closed word classes, reporting verbs with their forms and frames, nouns for people and texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A guess at the part of speech of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A noun in lower case, and every word that nothing else is known of.
    Noun,
    /// A capitalised word.
    Name,
    /// A pronoun that can be a subject: `she`.
    Pronoun,
    /// A pronoun that can only be an object: `them`.
    Object,
    /// An article or another word that opens a noun phrase: `the`, `some`.
    Determiner,
    /// `his`, `their`.
    Possessive,
    /// `'s`.
    Clitic,
    /// A number in digits or words.
    Number,
    /// An adjective.
    Adjective,
    /// A verb that is finite, or a past participle.
    Verb,
    /// A word in `-ing`.
    Gerund,
    /// A form of be, have, do, or a modal verb.
    Auxiliary,
    /// An adverb.
    Adverb,
    /// A day, a month, `yesterday`.
    Time,
    /// A preposition.
    Preposition,
    /// `to`.
    To,
    /// `and`, `or`, `but`.
    Conjunction,
    /// `while`, `because`.
    Subordinator,
    /// `who`, `which`.
    Relative,
    /// `that`.
    That,
    /// `what`, `how`, `whether`.
    Question,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash between words.
    Dash,
    /// A full stop, question or exclamation mark, an ellipsis.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// Any other mark.
    Mark,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `say`.
    Base,
    /// `says`.
    Present,
    /// `said`, as a past tense or as a participle.
    Past,
    /// `spoken`, where the past tense differs.
    Participle,
    /// `saying`.
    Gerund,
}

/// How a reporting verb takes what it reports, as letters of `data/en/reporting-frames.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u16);

impl Frames {
    const LETTERS: &'static str = "ctaiondqswmx";

    fn parse(letters: &str) -> Frames {
        let bit = |letter: char| Frames::LETTERS.find(letter).map_or(0, |at| 1 << at);
        Frames(letters.chars().map(bit).fold(0, |all, bit| all | bit))
    }

    fn has(self, letter: char) -> bool {
        Frames::LETTERS.find(letter).is_some_and(|at| self.0 & (1 << at) != 0)
    }

    /// A clause without `that`.
    pub fn clause(self) -> bool {
        self.has('c')
    }
    /// A clause with `that` or a question word.
    pub fn that(self) -> bool {
        self.has('c') || self.has('t')
    }
    /// An addressee right after the verb.
    pub fn addressee(self) -> bool {
        self.has('a')
    }
    /// An infinitive.
    pub fn infinitive(self) -> bool {
        self.has('i')
    }
    /// A noun phrase.
    pub fn object(self) -> bool {
        self.has('o')
    }
    /// A name for something.
    pub fn naming(self) -> bool {
        self.has('n')
    }
    /// A name for something, or what it is about alone.
    pub fn describing(self) -> bool {
        self.has('d')
    }
    /// A question with `if`.
    pub fn asks(self) -> bool {
        self.has('w')
    }
    /// Says words aloud.
    pub fn speech(self) -> bool {
        self.has('s')
    }
    /// Says that it is not so.
    pub fn denies(self) -> bool {
        self.has('x')
    }
    /// The same frames for a verb that reports here.
    pub fn reporting(self) -> Frames {
        Frames(self.0 & !Frames::parse("m").0)
    }
    /// A thought, not a report.
    pub fn thought(self) -> bool {
        self.has('m')
    }
}

/// A reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// `say`, `point out`.
    pub lemma: &'static str,
    /// The word after the form: `out`.
    pub particle: Option<&'static str>,
    /// What it takes.
    pub frames: Frames,
    /// Which form it is.
    pub form: Form,
}

/// What a noun phrase is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounClass {
    /// One human being: `spokesman`.
    Person,
    /// Several, or a body of people: `officials`, `police`.
    People,
    /// A firm or office: `company`.
    Body,
    /// Something written or broadcast: `report`.
    Text,
    /// Anything else.
    Other,
}

/// What the lexicon knows of a word.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The part of speech, for words of closed classes.
    pub tag: Option<Tag>,
    /// Reporting verbs that it is a form of: those with particles first.
    pub verbs: Vec<Verb>,
}

/// FNV-1a: short keys, no seed.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

type Map<V> = HashMap<&'static str, V, BuildHasherDefault<Fnv>>;

static ENTRIES: LazyLock<Map<Entry>> = LazyLock::new(entries);
static REPORTING_NOUNS: LazyLock<Map<Frames>> = LazyLock::new(|| {
    let lines = include_str!("../../data/en/reporting-nouns.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(noun, letters)| (noun, Frames::parse(letters))).collect()
});
/// The words of names that a noun may describe, by noun.
static KINDS: LazyLock<Map<Vec<&'static str>>> = LazyLock::new(|| {
    let mut kinds: Map<Vec<&'static str>> = Map::default();
    let lines = include_str!("../../data/en/body-kinds.tsv").lines().filter(|line| !line.starts_with('#'));
    for (nouns, names) in lines.filter_map(|line| line.split_once('\t')) {
        for noun in nouns.split(' ') {
            kinds.entry(noun).or_default().extend(names.split(' '));
        }
    }
    kinds
});
static NOUNS: LazyLock<Map<NounClass>> = LazyLock::new(nouns);

/// What is known of `word`, which is in lower case.
pub fn lookup(word: &str) -> Option<&'static Entry> {
    ENTRIES.get(word)
}

/// What a noun in lower case takes, where it reports what somebody says: `claim`, `promise`.
pub fn noun_frames(word: &str) -> Option<Frames> {
    REPORTING_NOUNS.get(word).copied()
}

/// Whether `noun` can describe a body whose name holds `word`, both in lower case: `newspaper` the Springfield `post`.
pub fn describes(noun: &str, word: &str) -> bool {
    KINDS.get(noun).is_some_and(|words| words.contains(&word))
}

/// What a noun in lower case is of, where a list holds it.
pub fn known_noun(word: &str) -> NounClass {
    NOUNS.get(word).copied().unwrap_or(NounClass::Other)
}

/// What a noun in lower case is of; guessed from its ending where no list holds it.
pub fn noun_class(word: &str) -> NounClass {
    if let Some(&class) = NOUNS.get(word) {
        return class;
    }
    let ends = |endings: &[&str]| word.len() > 5 && endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["woman", "man", "person", "ist", "cian", "ologist", "crat"]) {
        NounClass::Person
    } else if ends(&["women", "men", "people", "ists", "cians", "ologists", "crats"]) {
        NounClass::People
    } else {
        NounClass::Other
    }
}

/// The classes that no table holds: `(tag, words)`.
const CLASSES: &[(Tag, &str)] = &[
    (
        Tag::Pronoun,
        "i he she they we you it one someone somebody everyone everybody nobody anyone i've i'm i'd i'll he'd he'll she'd she'll they've they're they'd they'll we've we're we'd we'll you've you're you'd you'll it'd it'll",
    ),
    (Tag::Object, "him them us me himself herself themselves itself myself ourselves yourself"),
    (Tag::Possessive, "his her their its our my your whose"),
    (
        Tag::Determiner,
        "the a an this these those some many several most all both each every any no another other others few such half much more less either neither",
    ),
    (
        Tag::Number,
        "two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands hundred thousand million billion",
    ),
    (
        Tag::Auxiliary,
        "is was are were be been being am has have had having do does did will would can could may might shall should must ought isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't mustn't ain't",
    ),
    (
        Tag::Adverb,
        "not never also then later earlier again still now once twice here there even just only too already ever often always soon yet so ago back away instead however meanwhile nonetheless nevertheless moreover furthermore too first second perhaps maybe rather quite very almost well long far together aloud alike today's afterward afterwards afterwords beforehand further simply repeatedly privately publicly recently previously initially",
    ),
    (
        Tag::Time,
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december jan feb apr aug sept oct nov dec mon tues wed thurs fri yesterday today tomorrow tonight",
    ),
    (
        Tag::Preposition,
        "of in at on for from with by about after before during between against under over into through without within among amid across behind beyond upon toward towards outside inside near via per despite throughout alongside around along above below off onto concerning regarding like unlike except besides since until following",
    ),
    (Tag::To, "to"),
    (Tag::Conjunction, "and or but nor"),
    (Tag::Subordinator, "while because although though if unless whereas as when whenever until till lest"),
    (Tag::Relative, "who which whom who's who've who'd who'll"),
    (Tag::That, "that"),
    (Tag::Question, "what how whether why where"),
    (
        Tag::Verb,
        "came went got made took gave knew saw left felt kept began brought held stood ran met led won lost sent spent built sold bought caught taught fought sought became wore drove broke chose spoke rose fell grew threw drew flew hit cut set let paid laid heard meant hurt read come go get make take give know see want need try tries keep keeps makes takes gives knows sees wants needs goes comes gets become becomes seem seems appear appears remain remains include includes face faces lead leads live lives work works run runs plan help helps bring brings hold holds stand stands serve serves represent represents meet meets leave leaves start starts lie lies sits sat lays died killed declined declines refused refuses",
    ),
    (
        Tag::Adjective,
        "new old former other own last next late early first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth big small great good bad high low top senior chief deputy vice local national federal public private political presidential foreign military young many own same different general major human social economic financial legal medical recent long-time longtime veteran prominent leading lead acting interim unnamed anonymous independent international real full able likely unlikely hard easy clear sure happy sad sorry ready confident proud free safe right wrong true false familiar close aware responsible",
    ),
];

const PERSONS: &str = "counsel spokesman spokeswoman spokesperson official source aide adviser advisor lawyer attorney judge president governor senator mayor minister secretary director chairman chairwoman chair chief executive manager analyst expert professor researcher scientist economist author writer editor reporter journalist columnist commentator host anchor correspondent candidate nominee politician lawmaker congressman congresswoman representative leader founder co-founder owner officer detective sheriff prosecutor defendant suspect victim witness survivor resident neighbor neighbour voter supporter critic opponent rival activist organizer organiser campaigner strategist pollster consultant operative staffer insider donor friend colleague brother sister mother father wife husband son daughter uncle aunt cousin grandmother grandfather man woman boy girl teacher student doctor nurse physician psychologist historian lawyer coach player captain pastor priest bishop pope rabbi imam ambassador diplomat envoy commissioner councilman councilwoman councillor superintendent principal trustee general colonel lieutenant sergeant commander admiral soldier veteran pilot driver worker employee engineer architect investor banker trader broker farmer actor actress singer musician artist filmmaker producer star celebrity comedian king queen prince princess premier chancellor speaker deputy head boss ceo cfo coo co-author co-host participant attendee passenger mom dad parent kid child teen teenager person individual translator interpreter moderator interviewer caller user reader poster inspector investigator regulator auditor treasurer clerk coroner dean provost chaplain guard agent operator dealer billionaire businessman businesswoman businessperson entrepreneur developer designer inventor mentor partner widow widower fan shopper customer client patient tourist visitor immigrant refugee newcomer democrat republican conservative liberal progressive libertarian socialist independent lady gentleman guy someone somebody";

const PEOPLE: &str = "police officials authorities sources aides advisers advisors lawyers attorneys judges presidents governors senators mayors ministers directors executives managers analysts experts professors researchers scientists economists authors writers editors reporters journalists columnists commentators candidates politicians lawmakers congressmen representatives leaders founders owners officers detectives prosecutors defendants suspects victims witnesses survivors residents neighbors neighbours voters supporters critics opponents rivals activists organizers organisers campaigners strategists pollsters consultants operatives staffers insiders donors friends colleagues brothers sisters relatives family families men women boys girls teachers students doctors nurses physicians historians coaches players pastors priests bishops ambassadors diplomats envoys commissioners councillors generals commanders soldiers veterans pilots drivers workers employees engineers investors bankers traders farmers actors artists celebrities parents kids children teens people individuals participants attendees passengers users readers investigators regulators inspectors fans shoppers customers patients tourists visitors immigrants refugees democrats republicans conservatives liberals progressives libertarians socialists members delegates partisans moderates hardliners allies others some many most both several staff crew crowd jury jurors rebels militants protesters protestors demonstrators firefighters paramedics eyewitnesses observers skeptics sceptics detractors proponents opponents loyalists insiders americans russians britons pollsters bloggers pundits respondents participants states nations countries sides parties governments they everyone everybody";

const BODIES: &str = "company firm group organization organisation agency department ministry government administration campaign committee commission council court party union association foundation institute university college school hospital bank board bureau office team club league network newspaper paper magazine website site outlet station channel broadcaster publication embassy army navy military force institution charity church company's coalition alliance panel city state country nation kingdom republic congress senate house parliament cabinet union watchdog regulator retailer automaker airline startup manufacturer publisher employer nonprofit";

const TEXTS: &str = "report reports study studies survey surveys poll polls statement statements letter letters email emails e-mail e-mails document documents filing filings lawsuit lawsuits suit complaint complaints indictment affidavit transcript transcripts memo memos memorandum memoranda book books article articles story stories editorial editorials column op-ed post posts tweet tweets message messages text note notes paper papers analysis review reviews research data figures statistics numbers records record release announcement ad ads advertisement advert video videos audio recording footage clip film documentary sign signs banner banners headline headlines caption blog petition resolution law bill treaty agreement constitution order ruling decision opinion brief motion verdict warrant website page pamphlet flyer flier leaflet manual guide guidelines plan proposal results result findings press media rumors rumours version account accounts testimony biography memoir article's dossier log logs diary journal chart map census index exit proclamation declaration directive notice notices dispatch bulletin communiqué communique manifesto interview interviews projection projections estimate estimates forecast forecasts database spreadsheet list speech speeches remarks remark comments comment advisory alert post-mortem autopsy paperwork brochure textbook letter-writer prospectus";

fn entries() -> Map<Entry> {
    let mut map: Map<Entry> = Map::default();
    for (tag, words) in CLASSES {
        for word in words.split(' ') {
            map.entry(word).or_default().tag.get_or_insert(*tag);
        }
    }
    let frames: Map<Frames> = include_str!("../../data/en/reporting-frames.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(lemma, letters)| (lemma, Frames::parse(letters)))
        .collect();
    let tables =
        [include_str!("../../data/en/reporting-verbs.tsv"), include_str!("../../data/en/reporting-more.tsv")];
    for row in tables.iter().flat_map(|table| table.lines().skip(1)) {
        let cells: Vec<&'static str> = row.split('\t').collect();
        let [lemma, forms @ .., _common] = cells.as_slice() else { continue };
        // "tell police" and its like are "tell" with an addressee.
        let Some(&frames) = frames.get(lemma) else { continue };
        let head = lemma.split_once(' ').map_or(*lemma, |(head, _)| head);
        let kinds = [Form::Present, Form::Past, Form::Participle, Form::Gerund];
        for (form, cell) in [(Form::Base, lemma)].into_iter().chain(kinds.into_iter().zip(forms)) {
            let (word, particle) = match cell.split_once(' ') {
                Some((word, particle)) => (word, Some(particle)),
                None => (*cell, None),
            };
            debug_assert!(form != Form::Base || word == head);
            let verbs = &mut map.entry(word).or_default().verbs;
            // "read" is a past tense too, but no word is a past tense and a participle.
            let known =
                |verb: &Verb| verb.lemma == *lemma && !(form == Form::Past && verb.form == Form::Base);
            if !verbs.iter().any(known) {
                verbs.push(Verb { lemma, particle, frames, form });
                crate::order::by_key(verbs, |verb| verb.particle.is_none());
            }
        }
    }
    map
}

fn nouns() -> Map<NounClass> {
    let lists = [
        (NounClass::People, PEOPLE),
        (NounClass::Person, PERSONS),
        (NounClass::Body, BODIES),
        (NounClass::Text, TEXTS),
    ];
    let mut map: Map<NounClass> = Map::default();
    for (class, words) in lists {
        for word in words.split(' ') {
            map.entry(word).or_insert(class);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_belongs_to_a_verb() {
        let lemmas: Vec<&str> =
            ENTRIES.values().flat_map(|entry| &entry.verbs).map(|verb| verb.lemma).collect();
        for line in
            include_str!("../../data/en/reporting-frames.tsv").lines().filter(|line| !line.starts_with('#'))
        {
            let (lemma, letters) = line.split_once('\t').expect("a lemma and its frames");
            assert!(lemmas.contains(&lemma), "{lemma} has frames but no forms");
            assert!(letters.chars().all(|letter| Frames::LETTERS.contains(letter)), "{line}");
        }
    }

    #[test]
    fn verbs_with_particles_come_first() {
        let verbs = &lookup("called").expect("a form of call").verbs;
        assert_eq!(verbs.last().map(|verb| verb.lemma), Some("call"));
        assert!(verbs.iter().any(|verb| verb.particle == Some("for")));
        assert_eq!(lookup("said").map(|entry| entry.verbs[0].form), Some(Form::Past));
    }

    #[test]
    fn nouns_have_classes() {
        assert_eq!(noun_class("spokeswoman"), NounClass::Person);
        assert_eq!(noun_class("anthropologist"), NounClass::Person);
        assert_eq!(noun_class("officials"), NounClass::People);
        assert_eq!(noun_class("report"), NounClass::Text);
        assert_eq!(noun_class("bridge"), NounClass::Other);
    }
}
