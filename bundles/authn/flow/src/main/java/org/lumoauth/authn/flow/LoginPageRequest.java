/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.platform.web.HttpExchange;

/**
 * A request to a sign-in by the browser to which the sign-in is bound.
 *
 * @param exchange the request
 * @param attempt the name of the sign-in in its pages
 * @param entry the stored state
 * @param secret the browser's secret
 * @param form the submitted form; empty for a {@code GET}
 */
public record LoginPageRequest(
    HttpExchange exchange,
    String attempt,
    ShortLivedRecord<LoginState> entry,
    String secret,
    Map<String, List<String>> form) {

  private static final String REMEMBER = "remember";

  /** The fields of the pages themselves; a method does not receive them. */
  private static final Set<String> OWN = Set.of("attempt", "token", "step", REMEMBER);

  public TenantContext tenant() {
    return exchange.tenant();
  }

  HttpRequestView view() {
    return exchange.view();
  }

  /** Returns the sign-in's id, which never changes. */
  String id() {
    return entry.key();
  }

  public LoginState state() {
    return entry.value();
  }

  /** Returns the first value of a field. */
  Optional<String> field(String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns the state with the user's choice to stay signed in. A form with the checkbox always
   * sends {@code false}, which alone means no; a form without it changes nothing.
   */
  LoginState remembering() {
    return form.containsKey(REMEMBER)
        ? state().remembering(form.get(REMEMBER).stream().anyMatch(value -> !value.equals("false")))
        : state();
  }

  /** Returns the input for the method. */
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
