/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.agents.interpreter.ParsedRequest.RequestVerb;
import org.lumoauth.agents.interpreter.PermissionPhraseParser.SeparatedQuestion;
import org.lumoauth.agents.interpreter.RequestWord.WordUse;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;
import org.lumoauth.api.authz.Resource;

/**
 * Parses questions as people write them: a phrase that asks for a permission, a verb and its
 * object, and details. German and Spanish words are translated one by one.
 */
final class RequestParser {

  static final InterpretationProblem STRANGE_CHARACTERS =
      new InterpretationProblem(
          "strange_characters",
          "The question contains characters that can imitate other characters. Use the letters of "
              + "English, German or Spanish.");

  /** Latin letters, ASCII and typographic punctuation, currencies and pictures. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "[\\x20-\\x7E\\t\\r\\n\u00A1-\u00AC\u00AE-\u00FF\u2013\u2014\u2018-\u201E\u2026\u20AC\\p{So}\uFE0F]*");

  private static final Set<String> GENITIVE = Set.of("der", "des", "eines", "einer");
  private static final Set<String> ID_WORDS =
      Set.of("no", "nr", "number", "id", "ref", "reference", "#", "num", "with");
  private static final Pattern DIGIT = Pattern.compile(".*\\p{N}.*");
  private static final Pattern ID = Pattern.compile("#?[\\p{L}\\p{N}][\\p{L}\\p{N}._:-]*");

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;
  private final Map<SentenceLanguage, PermissionPhraseParser> phrases =
      new EnumMap<>(SentenceLanguage.class);
  private final RequestWordReader reader;
  private final RequestDoubtDetector doubts;

  RequestParser(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
    this.reader = new RequestWordReader(words, lexicon);
    this.doubts = new RequestDoubtDetector(words, lexicon, reader);
    for (var language : SentenceLanguage.values()) {
      phrases.put(language, new PermissionPhraseParser(language));
    }
  }

  /** Returns the language of a question; empty if it is none that is read. */
  Optional<SentenceLanguage> language(String question, ActionVocabulary vocabulary) {
    List<WordToken> tokens = words.of(question);
    List<String> plain = tokens.stream().map(WordToken::word).toList();
    long most = tokens.stream().filter(token -> lexicon.role(token).isPresent()).count();
    Optional<SentenceLanguage> found =
        most > 0 ? Optional.of(SentenceLanguage.ENGLISH) : Optional.empty();
    for (var glossary : reader.glossaries().entrySet()) {
      long count = glossary.getValue().countFunctionWords(plain);
      if (count > most) {
        most = count;
        found = Optional.of(glossary.getKey());
      }
    }
    boolean known =
        tokens.stream()
            .map(WordToken::stem)
            .anyMatch(
                stem ->
                    vocabulary.isObject(stem)
                        || vocabulary.isVerb(stem)
                        || lexicon.actionClass(stem).isPresent());
    return found.isEmpty() && known ? Optional.of(SentenceLanguage.ENGLISH) : found;
  }

  /** Parses a question; empty if it does not ask for a permission of the asker. */
  Optional<ParsedRequest> parse(
      String question, SentenceLanguage language, ActionVocabulary vocabulary) {
    return phrases
        .get(language)
        .separate(
            question, word -> vocabulary.isMentioned(words.stem(word)) || vocabulary.isVerb(word))
        .map(separated -> parse(question, separated, language, vocabulary));
  }

  private ParsedRequest parse(
      String question,
      SeparatedQuestion separated,
      SentenceLanguage language,
      ActionVocabulary vocabulary) {
    List<RequestWord> request = reader.read(separated.request(), language, vocabulary);
    int verb = verb(request, language);
    List<RequestWord> phrase = objectPhrase(request, verb, language);
    Set<String> object = new LinkedHashSet<>();
    Set<String> heads = new LinkedHashSet<>();
    for (RequestWord word : phrase) {
      if (word.use() == WordUse.NOUN) {
        object.addAll(word.stems());
        if (language == SentenceLanguage.ENGLISH) {
          heads.clear(); // the last noun is the main one
        }
        heads.add(word.stems().get(word.stems().size() - 1));
      }
    }
    Set<String> stems = new LinkedHashSet<>();
    StringBuilder english = new StringBuilder();
    List<String> details = new ArrayList<>();
    int named = resourceId(request, heads);
    if (verb >= 0) {
      english.append(request.get(verb).stems().get(0));
    }
    for (int i = 0; i < request.size(); i++) {
      RequestWord word = request.get(i);
      if (word.use() == WordUse.DETAIL) {
        boolean continues = i > 0 && i - 1 != named && request.get(i - 1).use() == WordUse.DETAIL;
        if (i != named) {
          String before = continues ? details.remove(details.size() - 1) + " " : "";
          details.add(before + word.text());
        }
      } else if (word.use() != WordUse.SILENT && word.use() != WordUse.BOUNDARY) {
        stems.addAll(word.stems());
        if (i != verb) {
          english.append(' ').append(String.join(" ", word.stems()));
        }
      }
    }
    List<RequestVerb> verbs =
        verb < 0
            ? List.of()
            : request.get(verb).stems().stream()
                .map(stem -> verb(request.get(verb), stem))
                .toList();
    return new ParsedRequest(
        english.toString().strip(),
        verbs,
        object,
        heads,
        stems,
        mentioned(request, phrase),
        resource(request, heads, named),
        quotesResource(request, heads),
        separated.others().stream().mapToInt(other -> words.of(other).size()).sum(),
        details,
        doubts.detect(question, separated, language, vocabulary));
  }

  /** Returns a verb; a phrase such as "look at" is like all verbs of its class. */
  private RequestVerb verb(RequestWord word, String stem) {
    String verbClass = lexicon.actionClass(stem).orElse(stem);
    return new RequestVerb(word.phrase() ? "" : stem, verbClass);
  }

  /** Returns a text that does not ask for a permission as its words alone. */
  ParsedRequest unparsed(String text) {
    Set<String> stems = words.of(text).stream().map(WordToken::stem).collect(Collectors.toSet());
    return new ParsedRequest(
        "",
        List.of(),
        Set.of(),
        Set.of(),
        stems,
        Set.of(),
        Optional.empty(),
        false,
        0,
        List.of(),
        Optional.empty());
  }

  /** Returns whether a text has only characters of the languages that are read. */
  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  private static int verb(List<RequestWord> request, SentenceLanguage language) {
    int found = -1;
    for (int i = 0; i < request.size(); i++) {
      WordUse use = request.get(i).use();
      if (use == WordUse.VERB && (language.isVerbLast() || found < 0)) {
        found = i;
      } else if (!language.isVerbLast() && found < 0 && use != WordUse.SILENT) {
        return -1; // a request begins with its verb
      }
    }
    return found;
  }

  /** Returns the words of the object: the nouns that no preposition precedes. */
  private static List<RequestWord> objectPhrase(
      List<RequestWord> request, int verb, SentenceLanguage language) {
    List<RequestWord> phrase = new ArrayList<>();
    int start = language.isVerbLast() ? 0 : verb + 1;
    int end = language.isVerbLast() && verb >= 0 ? verb : request.size();
    boolean prepositional = false;
    for (int i = start; i < end; i++) {
      RequestWord word = request.get(i);
      boolean named = phrase.stream().anyMatch(each -> each.use() == WordUse.NOUN);
      boolean boundary = word.use() == WordUse.BOUNDARY;
      if (language == SentenceLanguage.GERMAN) {
        if (boundary || word.use() == WordUse.SILENT) {
          prepositional = boundary || named && GENITIVE.contains(word.text());
        } else if (!prepositional) {
          phrase.add(word);
        }
      } else if (boundary && (named || language == SentenceLanguage.ENGLISH)) {
        break;
      } else if (language == SentenceLanguage.ENGLISH || !named || !word.translated()) {
        phrase.add(word); // in Spanish, modifiers follow the noun
      }
    }
    return phrase;
  }

  private static Set<String> mentioned(List<RequestWord> request, List<RequestWord> phrase) {
    Set<String> mentioned = new LinkedHashSet<>();
    for (int i = 0; i < request.size(); i++) {
      boolean named = i + 1 < request.size() && request.get(i + 1).use() == WordUse.DETAIL;
      if (request.get(i).use() == WordUse.NOUN && !named && !phrase.contains(request.get(i))) {
        mentioned.addAll(request.get(i).stems());
      }
    }
    return mentioned;
  }

  private static boolean quotesResource(List<RequestWord> request, Set<String> heads) {
    int after = afterHead(request, heads);
    return after < request.size() && request.get(after).text().startsWith("\"");
  }

  /** Returns the position after the last word of the object. */
  private static int afterHead(List<RequestWord> request, Set<String> heads) {
    int at = 0;
    while (at < request.size()
        && (request.get(at).use() != WordUse.NOUN
            || request.get(at).stems().stream().noneMatch(heads::contains))) {
      at++;
    }
    return Math.min(at + 1, request.size());
  }

  /** Returns the position of a number or code directly after the object; -1 if there is none. */
  private static int resourceId(List<RequestWord> request, Set<String> heads) {
    int at = afterHead(request, heads);
    while (at < request.size() && ID_WORDS.contains(request.get(at).text())) {
      at++;
    }
    boolean id =
        at < request.size()
            && request.get(at).use() == WordUse.DETAIL
            && ID.matcher(request.get(at).text()).matches()
            && DIGIT.matcher(request.get(at).text()).matches();
    return id ? at : -1;
  }

  private static Optional<Resource> resource(
      List<RequestWord> request, Set<String> heads, int named) {
    if (named < 0) {
      return Optional.empty();
    }
    String id = request.get(named).text();
    String type = type(request.get(afterHead(request, heads) - 1));
    return Optional.of(new Resource(type, id.startsWith("#") ? id.substring(1) : id, Map.of()));
  }

  /** Returns the word for the type of a resource: the last English word of a translation. */
  private static String type(RequestWord word) {
    return word.translated()
        ? word.stems().get(word.stems().size() - 1)
        : word.text().toLowerCase(Locale.ROOT);
  }
}
