/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumoauth.agents.interpreter.EnglishLexicon.WordRole;

/**
 * Detects the actor of a sentence if no single word states it. English puts the actor before the
 * verb: {@code all} in "may all read documents" is the actor, in "may I read all documents" it
 * belongs to an object.
 */
final class SentenceActorDetector {

  private final EnglishLexicon lexicon;
  private final ActionVocabulary vocabulary;
  private final List<WordToken> tokens;

  SentenceActorDetector(
      EnglishLexicon lexicon, ActionVocabulary vocabulary, List<WordToken> tokens) {
    this.lexicon = lexicon;
    this.vocabulary = vocabulary;
    this.tokens = tokens;
  }

  /** Returns whether the actor differs from the asker. */
  boolean isSomebodyElse() {
    return IntStream.range(0, tokens.size())
        .anyMatch(
            at ->
                switch (role(at).orElse(WordRole.FILLER)) {
                  case ANY -> anyActs(at);
                  case POINTING -> whatIsPointedAtActs(at);
                  case ARTICLE -> !isVerbBefore(at) && !isAskerBefore(at) && isActing(head(at + 1));
                  case IT -> itActs(at);
                  default -> false;
                });
  }

  /**
   * Returns whether the sentence is about past actions, as "have I read documents", or about
   * duties.
   */
  boolean hasActed() {
    return IntStream.range(0, tokens.size())
        .filter(at -> is(at, WordRole.HAVE))
        .anyMatch(this::isFollowedByWhatWasDone);
  }

  /**
   * Returns whether the sentence asks about the asker, but not for a permission, as "do I need to
   * restart servers", "am I restarting servers" and "tell me whether I restart servers". An agent,
   * a job or a task as actor means the asker; other actors are detected by their attributes.
   */
  boolean asksWhatIsDone() {
    return IntStream.range(1, tokens.size())
        .filter(at -> is(at, WordRole.ASKER) || is(at, WordRole.ACTING) && !isVerbBefore(at))
        .anyMatch(
            at ->
                is(at, WordRole.ASKER) && isNeed(at - 1)
                    || isQuestionBefore(at) && isNeeding(at)
                    || isClauseBefore(at) && !isPermissionAsked(at));
  }

  private boolean isNeed(int at) {
    String word = at < tokens.size() ? tokens.get(at).word() : "";
    return word.equals("need") || word.equals("want");
  }

  /** Returns whether the verb of the asker is a need, as in "may I need to". */
  private boolean isNeeding(int asker) {
    int at = asker + 1;
    while (isSilent(at) || is(at, WordRole.GRANTING)) {
      at++;
    }
    return isNeed(at);
  }

  private boolean isQuestionBefore(int asker) {
    return is(before(asker), WordRole.GRANTING) || isClauseBefore(asker);
  }

  /**
   * Returns whether the asker begins a clause of its own, which must itself ask for a permission.
   */
  private boolean isClauseBefore(int asker) {
    int at = before(asker);
    return is(at, WordRole.ASKING)
        || is(at, WordRole.TELLING)
        || isThat(at)
        || is(at, WordRole.BEING) && is(asker, WordRole.ACTING);
  }

  /**
   * Returns the position of the word that begins the clause of the asker, as in "if I", "if today
   * I" and "if this agent". "me" and "us" begin no clause.
   */
  private int before(int asker) {
    boolean named = is(asker, WordRole.ACTING);
    String word = tokens.get(asker).word();
    int at = asker - 1;
    while (is(at, WordRole.FILLER) && (named || word.equals("i") || word.equals("we"))
        || named && (is(at, WordRole.POINTING) || is(at, WordRole.ATTRIBUTE))) {
      at--;
    }
    return at;
  }

  private boolean isThat(int at) {
    return is(at, WordRole.POINTING) && tokens.get(at).word().equals("that");
  }

  /** Returns whether a permission word precedes the verb, or the clause, as in "is it ok if I". */
  private boolean isPermissionAsked(int asker) {
    if (isGrantedBefore(before(asker))) {
      return true;
    }
    for (int at = asker + 1; at < tokens.size(); at++) {
      if (is(at, WordRole.GRANTING) || is(at, WordRole.HAVE)) {
        return true;
      }
      if (isAction(at) || role(at).isPresent() && !isSilent(at)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Returns whether a permission precedes the clause. A permission of another clause, as in "may I
   * know if I", does not count.
   */
  private boolean isGrantedBefore(int conjunction) {
    if (!isThat(conjunction) && !tokens.get(conjunction).word().equals("if")) {
      return false;
    }
    int at = conjunction - 1;
    while (is(at, WordRole.FILLER)) {
      at--;
    }
    return is(at, WordRole.GRANTING);
  }

  private boolean isSilent(int at) {
    return is(at, WordRole.FILLER)
        || is(at, WordRole.TELLING)
        || is(at, WordRole.BEING)
        || is(at, WordRole.ASKING);
  }

  private boolean isFollowedByWhatWasDone(int have) {
    for (int at = have + 1; at < tokens.size(); at++) {
      if (at == have + 1 && tokens.get(at).word().equals("to")) {
        return true;
      }
      if (isAction(at)) {
        return true;
      }
      if (role(at).isEmpty() || is(at, WordRole.RIGHT)) {
        return false; // the object of "have" is a thing or a permission
      }
    }
    return false;
  }

  private boolean anyActs(int at) {
    if (isActing(at) && (is(at - 1, WordRole.ANY) || is(at - 1, WordRole.POINTING))) {
      return false; // this word continues an actor that was already examined at its first word
    }
    int head = head(at + 1);
    if (head == tokens.size()) {
      return true;
    }
    if (isActing(head)) {
      boolean thing = head == tokens.size() - 1 && vocabulary.isObject(tokens.get(head).stem());
      return !(thing && isVerb(at - 1));
    }
    if (isVerb(head)) {
      return !isVerbBefore(at);
    }
    return role(head).isPresent() && !is(head, WordRole.RIGHT);
  }

  /**
   * Returns whether {@code this} or {@code that} is the actor. After the verb it may refer to the
   * resource that the request carries.
   */
  private boolean whatIsPointedAtActs(int at) {
    int head = head(at + 1);
    boolean self = tokens.get(at).word().equals("this");
    if (isActing(head) && !tokens.get(head).word().equals("one")) {
      return !self;
    }
    boolean told = is(at - 1, WordRole.LETTING);
    if (isVerbBefore(at) || !told && isAskerBefore(at) || head == tokens.size()) {
      return false;
    }
    boolean conjunction = is(head, WordRole.ASKER);
    return !conjunction && (isVerb(head) || role(head).isPresent());
  }

  /**
   * Returns whether {@code it} is the actor. In "is it allowed" and "would it be possible" it is
   * not.
   */
  private boolean itActs(int at) {
    if (isVerbBefore(at) || at == tokens.size() - 1) {
      return false;
    }
    if (is(at - 1, WordRole.LETTING)) {
      return true;
    }
    boolean nobody = is(at - 1, WordRole.BEING) || is(at + 1, WordRole.BEING);
    boolean able =
        IntStream.rangeClosed(at + 1, at + 2)
            .anyMatch(next -> next < tokens.size() && tokens.get(next).word().equals("able"));
    return !isAskerBefore(at) && (!nobody || able);
  }

  /**
   * Returns the position of the noun that a preceding word belongs to, or of the word in its place.
   */
  private int head(int from) {
    int at = from;
    while (at < tokens.size()
        && (is(at, WordRole.ATTRIBUTE) || is(at, WordRole.ARTICLE) || isPlain(at))) {
      at++;
    }
    return at;
  }

  private boolean isPlain(int at) {
    return is(at, WordRole.POINTING)
        || is(at, WordRole.ANY) && !tokens.get(at).word().equals("one");
  }

  private boolean isActing(int at) {
    return is(at, WordRole.ACTING) || is(at, WordRole.ANY) && tokens.get(at).word().equals("one");
  }

  private boolean isVerbBefore(int end) {
    return IntStream.range(0, end).anyMatch(this::isVerb);
  }

  private boolean isAskerBefore(int end) {
    return IntStream.range(0, end).anyMatch(at -> is(at, WordRole.ASKER));
  }

  private boolean isVerb(int at) {
    return at >= 0 && isAction(at) && lexicon.asksToDo(tokens.get(at));
  }

  /** Returns whether a word belongs to an action, in any form. */
  private boolean isAction(int at) {
    if (role(at).isPresent()) {
      return false;
    }
    String stem = vocabulary.meaning(tokens.get(at).stem());
    return vocabulary.isVerb(stem) || lexicon.actionClass(stem).isPresent();
  }

  private boolean is(int at, WordRole role) {
    return at >= 0 && at < tokens.size() && role(at).filter(role::equals).isPresent();
  }

  /** Returns the role of a word. A synonym of the tenant has precedence over the lexicon. */
  private Optional<WordRole> role(int at) {
    WordToken token = tokens.get(at);
    boolean translated = !vocabulary.meaning(token.stem()).equals(token.stem());
    return translated ? Optional.empty() : lexicon.role(token);
  }
}
