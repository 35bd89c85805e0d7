package org.lumoauth.agents.aauthperson.pending;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.request.ResourcePage;

/** Questions for tests. */
final class Cases {

  static final ResourcePage PAGE = new ResourcePage("https://r.example/connect", "A1B2-C3D4");

  private Cases() {}

  static Question question(String what, ResourcePage page, String... scope) {
    return new Question(
        what,
        "https://a.example",
        "aauth:a@a.example",
        "thumbprint",
        "aauth:a@a.example",
        "https://a.example",
        "",
        "",
        Map.of("capabilities", List.of("clarification"), "resource_token", "first"),
        "https://r.example",
        List.of(scope),
        "To read",
        "usr_1",
        page);
  }
}
