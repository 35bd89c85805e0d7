/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.agents.interpreter.LanguageGlossary.GlossaryEntry;
import org.lumoauth.agents.interpreter.RequestWord.WordUse;

/**
 * Reads the words of a request as English stems: it corrects typing mistakes, translates German and
 * Spanish words one by one, and separates names, numbers and dates.
 */
final class RequestWordReader {

  private static final Set<String> PREPOSITIONS =
      Set.of("of for from in on at by into onto with to about against via per".split(" "));
  private static final Set<String> MORE_PREPOSITIONS =
      Set.of(
          "until till between over under through during before after as because since within without that which who"
              .split(" "));

  /** German and Spanish prepositions. The Spanish "a" also precedes objects. */
  private static final Set<String> TRANSLATED_PREPOSITIONS =
      Set.of(
          ("für von vom mit in im ins an am ans auf aufs aus bei beim nach zum zur über übers unter"
                  + " vor hinter neben zwischen seit bis ab durch um fürs gegen per pro via laut"
                  + " gemäß wegen aufgrund bezüglich innerhalb außerhalb als"
                  + " de del en con para por sobre desde hasta entre según como contra sin bajo tras")
              .split(" "));

  private static final Set<String> DATES =
      Set.of(
          ("january february march april may june july august september october november december"
                  + " jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday"
                  + " thursday friday saturday sunday mon tue wed thu fri sat sun today tonight"
                  + " tomorrow yesterday")
              .split(" "));
  private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}#]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern PIECES =
      Pattern.compile(
          "[\"\u201C\u201E\u00AB][^\"\u201C\u201D\u00BB]{1,80}[\"\u201C\u201D\u00BB]|\\S+");
  private static final Pattern QUOTE = Pattern.compile("[\"\u201C\u201D\u201E\u00AB\u00BB]");
  private static final Pattern DIGIT = Pattern.compile(".*\\p{N}.*");
  private static final Pattern ADDRESS = Pattern.compile(".*[@/_\\\\].*|.*\\p{L}\\.\\p{L}.*");
  private static final int MAX_WORDS = 60;

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;
  private final Map<SentenceLanguage, LanguageGlossary> glossaries =
      new EnumMap<>(SentenceLanguage.class);

  RequestWordReader(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
    for (var language : SentenceLanguage.values()) {
      if (language != SentenceLanguage.ENGLISH) {
        glossaries.put(language, new LanguageGlossary(language));
      }
    }
  }

  /** Returns the glossaries by language; English has none. */
  Map<SentenceLanguage, LanguageGlossary> glossaries() {
    return glossaries;
  }

  /** Returns the words of a request, at most 60. */
  List<RequestWord> read(String request, SentenceLanguage language, ActionVocabulary vocabulary) {
    List<String> pieces = new ArrayList<>();
    Matcher each = PIECES.matcher(request);
    while (each.find()) {
      boolean quoted = each.group().contains(" ") || QUOTE.matcher(each.group()).find();
      String core = EDGES.matcher(each.group()).replaceAll("");
      if (!core.isEmpty()) {
        pieces.add(quoted ? '"' + core + '"' : core);
      }
    }
    return language == SentenceLanguage.ENGLISH
        ? english(pieces, vocabulary)
        : translated(pieces, glossaries.get(language), vocabulary);
  }

  private List<RequestWord> english(List<String> pieces, ActionVocabulary vocabulary) {
    List<WordToken> tokens = new ArrayList<>();
    Set<Integer> names = new HashSet<>();
    for (String piece : pieces.subList(0, Math.min(pieces.size(), MAX_WORDS))) {
      if (isDetail(piece)) {
        names.add(tokens.size());
        tokens.add(new WordToken(piece, piece));
        continue;
      }
      List<WordToken> read = words.of(piece);
      boolean name =
          !tokens.isEmpty() && DATES.contains(piece.toLowerCase(Locale.ROOT))
              || !tokens.isEmpty()
                  && Character.isUpperCase(piece.charAt(0))
                  && read.stream().noneMatch(token -> isKnown(token, vocabulary));
      if (name) {
        names.add(tokens.size());
        tokens.add(new WordToken(piece, piece));
        continue;
      }
      for (WordToken token : read) {
        tokens.add(spelled(token, tokens.isEmpty(), vocabulary));
      }
    }
    Set<WordToken> details = Collections.newSetFromMap(new IdentityHashMap<>());
    names.forEach(at -> details.add(tokens.get(at)));
    List<RequestWord> read = new ArrayList<>();
    Set<WordToken> single = Collections.newSetFromMap(new IdentityHashMap<>());
    single.addAll(tokens);
    for (WordToken token : lexicon.joinPhrases(tokens, words)) {
      RequestWord word =
          details.contains(token)
              ? new RequestWord(token.word(), List.of(), WordUse.DETAIL)
              : english(token, vocabulary, read);
      read.add(
          single.contains(token)
              ? word
              : new RequestWord(word.text(), word.stems(), word.use(), true));
    }
    return read;
  }

  /** Returns a word without typing mistakes; the first word may be a verb. */
  private WordToken spelled(WordToken token, boolean first, ActionVocabulary vocabulary) {
    String stem = first ? base(token, vocabulary) : token.stem();
    boolean known =
        isKnown(new WordToken(token.word(), stem), vocabulary)
            || vocabulary.isMentioned(stem)
            || first && lexicon.beginsPhrase(stem);
    if (known) {
      return new WordToken(token.word(), stem);
    }
    Optional<String> corrected = first ? lexicon.correctedVerb(token.word()) : Optional.empty();
    return corrected
        .map(words::stem)
        .or(() -> vocabulary.corrected(stem))
        .map(right -> new WordToken(right, right))
        .orElse(new WordToken(token.word(), stem));
  }

  /** Returns the stem of a verb; KStem keeps some forms with -ing. */
  String base(WordToken token, ActionVocabulary vocabulary) {
    String word = token.word();
    if (!word.endsWith("ing") || word.length() < 6) {
      return token.stem();
    }
    String base = word.substring(0, word.length() - 3);
    String single = base.substring(0, base.length() - 1);
    for (String form : List.of(token.stem(), base, base + "e", single)) {
      boolean known =
          vocabulary.isVerb(form)
              || lexicon.actionClass(form).isPresent()
              || lexicon.beginsPhrase(form);
      if (known) {
        return form;
      }
    }
    return token.stem();
  }

  private RequestWord english(
      WordToken token, ActionVocabulary vocabulary, List<RequestWord> before) {
    String stem = vocabulary.meaning(token.stem());
    boolean first = before.stream().allMatch(word -> word.use() == WordUse.SILENT);
    if (first && (vocabulary.isVerb(stem) || lexicon.actionClass(stem).isPresent())) {
      return new RequestWord(token.word(), List.of(stem), WordUse.VERB);
    }
    boolean preposition =
        PREPOSITIONS.contains(token.word())
            || MORE_PREPOSITIONS.contains(token.word()) && !vocabulary.isObject(stem);
    if (preposition) {
      return new RequestWord(token.word(), List.of(), WordUse.BOUNDARY);
    }
    return lexicon.role(token).isPresent() && !vocabulary.isObject(stem)
        ? new RequestWord(token.word(), List.of(), WordUse.SILENT)
        : new RequestWord(token.word(), List.of(stem), WordUse.NOUN);
  }

  private List<RequestWord> translated(
      List<String> pieces, LanguageGlossary glossary, ActionVocabulary vocabulary) {
    List<RequestWord> read = new ArrayList<>();
    List<String> lower = pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList();
    for (int at = 0; at < Math.min(pieces.size(), MAX_WORDS); ) {
      String piece = pieces.get(at);
      Optional<GlossaryEntry> entry = isDetail(piece) ? Optional.empty() : glossary.find(lower, at);
      read.add(
          isDetail(piece)
              ? new RequestWord(piece, List.of(), WordUse.DETAIL)
              : entry
                  .map(found -> translated(piece, found, vocabulary))
                  .orElseGet(() -> untranslated(piece, vocabulary)));
      at += entry.map(GlossaryEntry::length).orElse(1);
    }
    return read;
  }

  private RequestWord translated(String piece, GlossaryEntry entry, ActionVocabulary vocabulary) {
    List<String> stems =
        lexicon.joinPhrases(words.of(entry.english()), words).stream()
            .map(token -> vocabulary.meaning(token.stem()))
            .toList();
    return switch (entry.kind()) {
      case VERBS -> new RequestWord(piece, stems, WordUse.VERB);
      case NOUNS -> new RequestWord(piece, stems, WordUse.NOUN, true);
      case ADJECTIVES -> new RequestWord(piece, stems, WordUse.ADJECTIVE);
      default ->
          new RequestWord(
              piece.toLowerCase(Locale.ROOT),
              List.of(),
              TRANSLATED_PREPOSITIONS.contains(piece.toLowerCase(Locale.ROOT))
                  ? WordUse.BOUNDARY
                  : WordUse.SILENT);
    };
  }

  /** A word that is the same in English, or a name. */
  private RequestWord untranslated(String piece, ActionVocabulary vocabulary) {
    List<String> stems =
        words.of(piece).stream().map(token -> vocabulary.meaning(token.stem())).toList();
    return new RequestWord(piece, stems, WordUse.NOUN);
  }

  private boolean isKnown(WordToken token, ActionVocabulary vocabulary) {
    String stem = vocabulary.meaning(token.stem());
    return vocabulary.isObject(stem)
        || vocabulary.isVerb(stem)
        || lexicon.actionClass(stem).isPresent()
        || lexicon.role(token).isPresent();
  }

  private static boolean isDetail(String piece) {
    return piece.startsWith("\"")
        || DIGIT.matcher(piece).matches()
        || ADDRESS.matcher(piece).matches();
  }
}
