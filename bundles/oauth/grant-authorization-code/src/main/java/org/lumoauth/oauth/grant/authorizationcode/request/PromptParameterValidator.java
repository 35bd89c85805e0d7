/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;

/**
 * Validates the {@code prompt} parameter (OpenID Connect Core section 3.1.2.1, Prompt Create 1.0).
 */
public final class PromptParameterValidator {

  public static final String NONE = "none";
  public static final String LOGIN = "login";
  public static final String CONSENT = "consent";
  public static final String SELECT_ACCOUNT = "select_account";
  public static final String CREATE = "create";

  private static final List<String> ALWAYS = List.of(NONE, LOGIN, CONSENT, SELECT_ACCOUNT);

  private PromptParameterValidator() {}

  /**
   * Returns {@code prompt_values_supported}.
   *
   * @param registers whether users can register here (Prompt Create 1.0 section 4.1)
   */
  public static List<String> supported(boolean registers) {
    List<String> offered = new ArrayList<>(ALWAYS);
    if (registers) {
      offered.add(CREATE);
    }
    return List.copyOf(offered);
  }

  /**
   * Validates the prompts of a request.
   *
   * @throws OAuthException {@code invalid_request} if a value is not supported or cannot be
   *     combined with another
   */
  static Set<String> validate(Set<String> prompts, boolean registers) {
    if (!supported(registers).containsAll(prompts)) {
      throw OAuthException.invalidRequest(
          "prompt must contain only " + String.join(", ", supported(registers)) + ".");
    }
    if (prompts.contains(NONE) && prompts.size() > 1) {
      throw OAuthException.invalidRequest(
          "The prompt value none cannot be combined with other values.");
    }
    return prompts;
  }
}
