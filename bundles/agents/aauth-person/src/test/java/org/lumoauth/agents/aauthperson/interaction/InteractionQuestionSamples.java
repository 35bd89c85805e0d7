/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;

/** Creates questions for tests. */
public final class InteractionQuestionSamples {

  static final ResourceInteractionPage PAGE =
      new ResourceInteractionPage("https://r.example/connect", "A1B2-C3D4");

  private InteractionQuestionSamples() {}

  public static InteractionQuestion question(
      String what, ResourceInteractionPage page, String... scope) {
    Map<String, Object> request =
        Map.of("capabilities", List.of("clarification"), "resource_token", "first");
    return question(what, request, page, scope);
  }

  public static InteractionQuestion question(String what, Map<String, Object> request) {
    return question(what, request, null);
  }

  /** The same of an agent that has no person yet. */
  static InteractionQuestion free(InteractionQuestion of) {
    return new InteractionQuestion(
        of.what(),
        of.provider(),
        of.agent(),
        of.thumbprint(),
        of.first(),
        of.firstProvider(),
        of.via(),
        of.subAgent(),
        of.request(),
        of.resource(),
        of.scope(),
        of.said(),
        "",
        of.page(),
        of.notBefore(),
        of.begunWith());
  }

  static InteractionQuestion free(String what) {
    return free(question(what, Map.of()));
  }

  private static InteractionQuestion question(
      String what, Map<String, Object> request, ResourceInteractionPage page, String... scope) {
    return new InteractionQuestion(
        what,
        "https://a.example",
        "aauth:a@a.example",
        "thumbprint",
        "aauth:a@a.example",
        "https://a.example",
        "",
        "",
        request,
        "https://r.example",
        List.of(scope),
        "To read",
        "usr_1",
        page,
        0,
        "");
  }
}
