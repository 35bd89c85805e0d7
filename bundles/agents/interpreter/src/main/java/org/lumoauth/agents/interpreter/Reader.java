package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.agents.interpreter.Lexicon.Role;
import org.lumoauth.agents.interpreter.Sentence.Part;
import org.lumoauth.api.agent.QuestionInterpreter.Doubt;

/** Reads a question word by word. Whatever it does not know for harmless counts against. */
final class Reader {

  private static final int MAX_WORDS = 60;
  private static final Pattern TYPOGRAPHY = Pattern.compile("[\u2018\u2019]");
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E\\t\\r\\n\u2013\u2014\u2026]*");
  private static final Pattern QUOTED =
      Pattern.compile("[\"`\u201C\u201D]|(?<![a-zA-Z])'|'(?![a-zA-Z])");
  private static final Pattern EDGES = Pattern.compile("^[(\\[,;]+|[)\\],;.?!:]+$");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]++(?:[._:/\\-][A-Za-z0-9]++)++");
  private static final Pattern CLAUSES =
      Pattern.compile("[;&/+]|[.?!:\\n]\\s*\\S*[A-Za-z]|,\\s*\\S*[A-Za-z]");
  private static final Pattern DIGIT = Pattern.compile(".*[0-9].*");

  private final Words words;
  private final Lexicon lexicon;

  Reader(Words words, Lexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
  }

  /**
   * Reads a text.
   *
   * @param resourceId names what it is about, where that is known; empty text if not
   */
  Sentence read(String sent, Vocabulary vocabulary, String resourceId) {
    String text = TYPOGRAPHY.matcher(sent).replaceAll("'");
    List<Doubt> doubts = new ArrayList<>();
    if (!PLAIN.matcher(QUOTED.matcher(text).replaceAll("")).matches()) {
      doubts.add(
          new Doubt(
              "strange_characters",
              "The question has characters that may be made to look like others."));
    }
    List<String> names = new ArrayList<>();
    text = withoutNames(text, resourceId, vocabulary, names, doubts);
    List<Token> tokens = joined(words.of(text));
    if (tokens.size() > MAX_WORDS) {
      doubts.add(new Doubt("question_too_long", "The question is too long to be about one thing."));
    }
    List<Part> parts = new ArrayList<>();
    List<Token> read = tokens.subList(0, Math.min(tokens.size(), MAX_WORDS));
    for (Token token : read) {
      part(token, vocabulary, doubts).ifPresent(parts::add);
    }
    var acting = new WhoActs(lexicon, vocabulary, read);
    if (acting.isSomebodyElse()) {
      doubts.add(doubt(Role.OTHERS));
    }
    if (acting.hasActed() || acting.asksWhatIsDone()) {
      doubts.add(doubt(Role.OTHERWISE));
    }
    clauses(text, doubts);
    return new Sentence(parts, names, doubts.stream().findFirst());
  }

  /** Takes out what names an action or a thing, so that it is not taken for words. */
  private static String withoutNames(
      String text,
      String resourceId,
      Vocabulary vocabulary,
      List<String> names,
      List<Doubt> doubts) {
    StringBuilder rest = new StringBuilder();
    for (String piece : text.split("(?<=\\s)|(?=\\s)")) {
      String core = EDGES.matcher(EDGES.matcher(piece.strip()).replaceAll("")).replaceAll("");
      String bare = QUOTED.matcher(core).replaceAll("");
      if (!bare.isEmpty() && (bare.equals(resourceId) || bare.equals("#" + resourceId))) {
        rest.append(' ');
      } else if (vocabulary.has(bare) && NAME.matcher(bare).matches()) {
        names.add(bare);
        rest.append(' ').append(piece.strip().endsWith(",") ? "," : "");
      } else if (!bare.equals(core) || DIGIT.matcher(bare).matches()) {
        doubts.add(
            new Doubt(
                "resource_not_named",
                "The question names a thing: send it as {\"resource\": {\"type\": …, \"id\": …}}."));
        rest.append(piece);
      } else if (NAME.matcher(bare).matches() && bare.matches(".*[._:].*")) {
        doubts.add(
            new Doubt("unknown_action", "The question names an action that there is not here."));
        rest.append(piece);
      } else {
        rest.append(piece);
      }
    }
    return rest.toString();
  }

  /** Puts one word in place of each phrase that stands for one. */
  private List<Token> joined(List<Token> tokens) {
    List<Token> joined = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      int here = at;
      var phrase =
          lexicon.phrases().stream().filter(each -> begins(tokens, here, each)).findFirst();
      String word = phrase.map(Lexicon.Phrase::stands).orElse(tokens.get(at).word());
      joined.add(phrase.isPresent() ? new Token(word, words.stem(word)) : tokens.get(at));
      at += phrase.map(each -> each.parts().size()).orElse(1);
    }
    return joined;
  }

  private static boolean begins(List<Token> tokens, int at, Lexicon.Phrase phrase) {
    var parts = phrase.parts();
    if (at + parts.size() > tokens.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      var token = tokens.get(at + i);
      boolean same =
          token.word().equals(parts.get(i)) || i == 0 && token.stem().equals(parts.get(i));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private Optional<Part> part(Token token, Vocabulary vocabulary, List<Doubt> doubts) {
    String stem = vocabulary.meaning(token.stem());
    boolean translated = !stem.equals(token.stem());
    var role = translated ? Optional.<Role>empty() : role(token);
    if (role.filter(Role::doubtful).isPresent()) {
      doubts.add(doubt(role.get()));
      return Optional.empty();
    }
    String verbClass = vocabulary.isVerb(stem) ? stem : lexicon.actionClass(stem).orElse("");
    boolean verb = role.isEmpty() && lexicon.asksToDo(token);
    return Optional.of(new Part(stem, verb ? verbClass : "", role.isPresent()));
  }

  private Optional<Role> role(Token token) {
    if (token.word().endsWith("n't")) {
      return Optional.of(Role.NEGATION);
    }
    return lexicon.role(token);
  }

  private static void clauses(String text, List<Doubt> doubts) {
    String inside = EDGES.matcher(text.strip()).replaceAll("");
    if (CLAUSES.matcher(inside).find()) {
      doubts.add(doubt(Role.JOINING));
    }
  }

  private static Doubt doubt(Role role) {
    return switch (role) {
      case NEGATION ->
          new Doubt("question_negated", "The question asks for something not to be done.");
      case JOINING ->
          new Doubt(
              "several_actions",
              "The question may ask for several actions: ask for each by itself, with requests.");
      case OTHERS ->
          new Doubt("about_somebody_else", "The question is about somebody else than the asker.");
      default ->
          new Doubt("no_permission_question", "The question does not ask for a permission now.");
    };
  }
}
