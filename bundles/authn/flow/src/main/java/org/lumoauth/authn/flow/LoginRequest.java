package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * One request at a sign-in, by the browser that the sign-in is bound to.
 *
 * @param exchange the request
 * @param attempt what the pages name the sign-in by
 * @param entry what is known of it
 * @param secret the browser's secret
 * @param form what was entered; empty on a {@code GET}
 */
record LoginRequest(
    HttpExchange exchange,
    String attempt,
    ShortLivedRecord<LoginState> entry,
    String secret,
    Map<String, List<String>> form) {

  private static final String REMEMBER = "remember";

  /** Fields of the forms that are the pages' own; a method does not see them. */
  private static final Set<String> OWN = Set.of("attempt", "token", "step", REMEMBER);

  TenantContext tenant() {
    return exchange.tenant();
  }

  HttpRequestView view() {
    return exchange.view();
  }

  /** The sign-in's id: the same from its beginning to its end. */
  String id() {
    return entry.key();
  }

  LoginState state() {
    return entry.value();
  }

  /** The first value of a field. */
  Optional<String> field(String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * What is known of it, and whether the person wants to stay signed in. A form with the box sends
   * {@code false} in any case, which alone says no; a form without it says nothing.
   */
  LoginState remembering() {
    return form.containsKey(REMEMBER)
        ? state().remembering(form.get(REMEMBER).stream().anyMatch(value -> !value.equals("false")))
        : state();
  }

  /** What was entered for the method. */
  Map<String, String> input() {
    var input = new HashMap<String, String>();
    form.forEach(
        (name, values) -> {
          if (!OWN.contains(name)) {
            input.put(name, values.get(0));
          }
        });
    return input;
  }

  @Override
  public String toString() {
    return "Visit[" + exchange.requestId() + "]";
  }
}
