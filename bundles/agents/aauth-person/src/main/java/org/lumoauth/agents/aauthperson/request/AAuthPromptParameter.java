/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

/**
 * The {@code prompt} parameter: whether an agent requires interaction with its person (AAuth draft,
 * section Auth Token Request; OpenID Connect Core section 3.1.2.1). Unknown values are ignored.
 *
 * @param values the sent values
 */
public record AAuthPromptParameter(Set<String> values) {

  /** The absent parameter. */
  public static final AAuthPromptParameter NOTHING = new AAuthPromptParameter(Set.of());

  private static final String NONE = "none";
  private static final String LOGIN = "login";
  private static final String SELECT_ACCOUNT = "select_account";
  private static final Set<String> ASKING = Set.of(LOGIN, "consent", SELECT_ACCOUNT);
  private static final int MAX_LENGTH = 200;

  public AAuthPromptParameter {
    values = Set.copyOf(values);
  }

  /**
   * Parses the parameter of a request.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is not a string, or {@code
   *     none} is combined with other values
   */
  public static AAuthPromptParameter of(Map<String, Object> request) {
    Object value = request.get("prompt");
    if (value == null) {
      return NOTHING;
    }
    if (!(value instanceof String text) || text.length() > MAX_LENGTH) {
      throw AAuthProblemException.invalid("prompt must be a string of values separated by spaces.");
    }
    var prompt = new AAuthPromptParameter(new HashSet<>(List.of(text.strip().split("\\s+"))));
    if (prompt.none() && prompt.values.size() > 1) {
      throw AAuthProblemException.invalid("prompt must not combine none with other values.");
    }
    return prompt;
  }

  /**
   * Parses the parameter of a stored request, which an older version may have accepted without
   * validation.
   */
  public static AAuthPromptParameter ofStored(Map<String, Object> request) {
    try {
      return of(request);
    } catch (AAuthProblemException e) {
      return NOTHING;
    }
  }

  /** Whether no interaction is permitted. */
  public boolean none() {
    return values.contains(NONE);
  }

  /** Whether the person must be asked even if they consented before. */
  public boolean again() {
    return values.stream().anyMatch(ASKING::contains);
  }

  /** Whether the person must sign in again. */
  public boolean login() {
    return values.contains(LOGIN);
  }

  /** Whether the person must select an account, even if they are signed in. */
  public boolean selectAccount() {
    return values.contains(SELECT_ACCOUNT);
  }
}
