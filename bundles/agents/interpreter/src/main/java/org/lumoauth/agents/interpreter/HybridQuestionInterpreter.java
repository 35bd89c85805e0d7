/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.interpreter.ActionRanker.RankedAction;
import org.lumoauth.agents.interpreter.SentenceVectorCache.ActionSimilarity;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Interprets questions in English, German and Spanish on this machine. A language model ranks the
 * actions of the tenant by their meaning, and the words of the question confirm the best one or
 * not. Without a model, words alone rank the actions. Has the lowest ranking, so that an operator's
 * own interpreter is tried first.
 */
@Component(
    property = {
      "lumoauth.kind=question-interpreter",
      "lumoauth.name=words",
      "service.ranking:Integer=-100"
    })
public final class HybridQuestionInterpreter implements QuestionInterpreter {

  private static final double CONFIRMED = 0.9;
  private static final double CERTAIN = 0.8;

  /** Upper bound of the confidence of an action that is not decided. */
  private static final double UNSURE = 0.75;

  private static final double LEAST = 0.15;
  private static final int MAX_CANDIDATES = 5;

  private static final InterpretationProblem OTHER_LANGUAGE =
      new InterpretationProblem(
          "question_language",
          "The language of the question is not supported. Ask in English, German or Spanish, or "
              + "send the name of the action in `action`.");

  private static final InterpretationProblem RESOURCE_NOT_NAMED =
      new InterpretationProblem(
          "resource_not_named",
          "The question refers to a resource. Add the member `resource` with its `type` and "
              + "`id`.");

  /** Problems of the certain reading that do not matter to the other one. */
  private static final Set<String> SOFT = Set.of("resource_not_named", "question_not_understood");

  private final VocabularyCache vocabularies;
  private final LexicalQuestionInterpreter certain;
  private final RequestParser requests;

  @Activate
  public HybridQuestionInterpreter(@Reference VocabularyCache vocabularies) {
    this.vocabularies = vocabularies;
    this.certain = new LexicalQuestionInterpreter(vocabularies.words(), vocabularies.lexicon());
    this.requests = new RequestParser(vocabularies.words(), vocabularies.lexicon());
  }

  @Override
  public QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion question) {
    var vocabulary = vocabularies.of(tenant, agent);
    var literal = certain.interpret(question, vocabulary);
    if (isCertain(literal)) {
      return withRanking(literal, QuestionInterpretation.BY_WORDS);
    }
    var language = requests.language(question.text(), vocabulary);
    var request = language.flatMap(each -> requests.parse(question.text(), each, vocabulary));
    var similarity = compare(question.text(), request, vocabulary);
    var ranker = new ActionRanker(vocabulary);
    var ranked =
        ranker.rank(request.orElseGet(() -> requests.unparsed(question.text())), similarity);
    String rankedBy =
        similarity.isPresent()
            ? QuestionInterpretation.BY_EMBEDDINGS
            : QuestionInterpretation.BY_WORDS;
    var problem = problem(question, literal, language, request);
    var decided =
        problem.isEmpty() && request.isPresent()
            ? ranker.decide(request.get(), ranked, similarity)
            : Optional.<RankedAction>empty();
    if (decided.isPresent()) {
      return new QuestionInterpretation(
          candidates(decided.get().action(), ranked),
          question.resource().isPresent() ? Optional.empty() : request.get().resource(),
          Optional.empty(),
          Optional.of(rankedBy),
          request.get().details());
    }
    var candidates = candidates("", ranked);
    return candidates.isEmpty()
        ? withRanking(literal, rankedBy)
        : new QuestionInterpretation(
            candidates,
            Optional.empty(),
            problem.or(
                () ->
                    literal
                        .problem()
                        .filter(each -> each.code().equals("question_not_understood"))),
            Optional.of(rankedBy),
            List.of());
  }

  private Optional<ActionSimilarity> compare(
      String question, Optional<ParsedRequest> request, ActionVocabulary vocabulary) {
    Map<String, String> descriptions = new HashMap<>();
    vocabulary.all().forEach(action -> descriptions.put(action.action(), action.description()));
    // The request in English, without details and typing mistakes, and what surrounds it.
    String text = request.map(each -> each.english() + ". " + question).orElse(question);
    return vocabularies.vectors().compare(text, descriptions);
  }

  /** Returns why the question must not be decided. */
  private static Optional<InterpretationProblem> problem(
      NaturalLanguageQuestion question,
      QuestionInterpretation literal,
      Optional<SentenceLanguage> language,
      Optional<ParsedRequest> request) {
    if (!RequestParser.isPlain(question.text())) {
      return Optional.of(RequestParser.STRANGE_CHARACTERS);
    }
    if (language.isEmpty()) {
      return Optional.of(OTHER_LANGUAGE);
    }
    if (request.isEmpty()) {
      return literal.problem().filter(each -> !SOFT.contains(each.code()));
    }
    var sent = question.resource().map(Resource::id);
    var named = request.get().resource().map(Resource::id);
    if (request.get().quotesResource() || sent.isPresent() && !named.equals(sent)) {
      return Optional.of(RESOURCE_NOT_NAMED);
    }
    return request.get().problem();
  }

  private static boolean isCertain(QuestionInterpretation literal) {
    return literal.problem().isEmpty()
        && literal.candidates().stream().filter(each -> each.confidence() >= CERTAIN).count() == 1;
  }

  private static QuestionInterpretation withRanking(
      QuestionInterpretation literal, String rankedBy) {
    return new QuestionInterpretation(
        literal.candidates(),
        literal.resource(),
        literal.problem(),
        Optional.of(rankedBy),
        List.of());
  }

  private static List<ActionCandidate> candidates(String decided, List<RankedAction> ranked) {
    List<ActionCandidate> candidates = new ArrayList<>();
    if (!decided.isEmpty()) {
      candidates.add(new ActionCandidate(decided, CONFIRMED));
    }
    ranked.stream()
        .filter(each -> !each.action().equals(decided))
        .map(each -> new ActionCandidate(each.action(), confidence(each)))
        .filter(each -> each.confidence() >= LEAST)
        .limit(MAX_CANDIDATES - candidates.size())
        .forEach(candidates::add);
    return candidates;
  }

  private static double confidence(RankedAction ranked) {
    return Math.round(100 * Math.max(0, Math.min(UNSURE, ranked.score()))) / 100.0;
  }
}
