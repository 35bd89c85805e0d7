package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

/**
 * Whether an agent wants its person to be asked (section Auth Token Request; OpenID Connect Core
 * section 3.1.2.1). What nobody knows is nothing.
 *
 * @param values as they were sent
 */
public record AAuthPromptParameter(Set<String> values) {

  /** The agent says nothing of it. */
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
   * That of a request.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is no text, or {@code none} and
   *     more
   */
  public static AAuthPromptParameter of(Map<String, Object> request) {
    Object value = request.get("prompt");
    if (value == null) {
      return NOTHING;
    }
    if (!(value instanceof String text) || text.length() > MAX_LENGTH) {
      throw AAuthProblemException.invalid("prompt is values that are separated by spaces.");
    }
    var prompt = new AAuthPromptParameter(new HashSet<>(List.of(text.strip().split("\\s+"))));
    if (prompt.none() && prompt.values.size() > 1) {
      throw AAuthProblemException.invalid("prompt is none, or something else.");
    }
    return prompt;
  }

  /** The same of a request that is kept: a version that did not read it may have taken it. */
  public static AAuthPromptParameter ofStored(Map<String, Object> request) {
    try {
      return of(request);
    } catch (AAuthProblemException e) {
      return NOTHING;
    }
  }

  /** Whether nobody is to be asked anything. */
  public boolean none() {
    return values.contains(NONE);
  }

  /** Whether the person is asked though they allowed it before. */
  public boolean again() {
    return values.stream().anyMatch(ASKING::contains);
  }

  /** Whether they have to sign in anew. */
  public boolean login() {
    return values.contains(LOGIN);
  }

  /** Whether they say which of their accounts they use, though they are signed in with one. */
  public boolean selectAccount() {
    return values.contains(SELECT_ACCOUNT);
  }
}
