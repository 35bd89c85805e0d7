/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;
import org.lumoauth.api.authz.Resource;

/**
 * A question that asks for a permission, as English words.
 *
 * @param english the request in English, without names and numbers
 * @param verbs the verb, then its other possible translations; empty if the request does not begin
 *     with a known verb
 * @param object the stems of the words of the object
 * @param heads the stems that may be the main word of the object
 * @param stems the stems of all words
 * @param mentioned the stems of nouns outside the object that no number or name follows
 * @param resource the resource that the request names by an id
 * @param quotesResource whether the name of one object follows in quotation marks
 * @param others the number of words of further clauses
 * @param details names, numbers and dates that are not part of the resource
 * @param problem why the request must not be decided
 */
record ParsedRequest(
    String english,
    List<RequestVerb> verbs,
    Set<String> object,
    Set<String> heads,
    Set<String> stems,
    Set<String> mentioned,
    Optional<Resource> resource,
    boolean quotesResource,
    int others,
    List<String> details,
    Optional<InterpretationProblem> problem) {

  /**
   * The verb of a request.
   *
   * @param stem the stem
   * @param verbClass the class of actions that the verb requests
   */
  record RequestVerb(String stem, String verbClass) {}
}
