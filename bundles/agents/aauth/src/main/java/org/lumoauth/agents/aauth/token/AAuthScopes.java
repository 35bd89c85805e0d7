package org.lumoauth.agents.aauth.token;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;

/** Scopes as a text of names between spaces. */
public final class AAuthScopes {

  private static final int MAX_SCOPES = 100;

  private AAuthScopes() {}

  /**
   * The names in a text.
   *
   * @throws ApiException 400 {@code invalid_scope} if there are too many
   */
  public static Set<String> of(String text) {
    Set<String> names = new TreeSet<>();
    if (!text.isBlank()) {
      names.addAll(Arrays.asList(text.strip().split(" +")));
    }
    if (names.size() > MAX_SCOPES) {
      throw invalid("There are too many scopes.");
    }
    return names;
  }

  /** The text of names, in their order. */
  public static String text(Collection<String> names) {
    return String.join(" ", new TreeSet<>(names));
  }

  /**
   * Requires that nothing is asked for that may not be had.
   *
   * @throws ApiException 400 {@code invalid_scope}
   */
  public static void requireWithin(Collection<String> asked, Collection<String> allowed) {
    if (!allowed.containsAll(asked)) {
      throw invalid("A scope is asked for that may not be had here.");
    }
  }

  private static ApiException invalid(String message) {
    return new ApiException(400, "invalid_scope", message);
  }
}
