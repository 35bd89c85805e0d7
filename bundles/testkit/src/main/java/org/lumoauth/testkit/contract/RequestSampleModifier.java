/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/** Sample requests with one modification. */
public final class RequestSampleModifier {

  private RequestSampleModifier() {}

  public static OAuthRequest withHeader(OAuthRequest was, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(was.headers());
    headers.put(name, List.of(value));
    return new OAuthRequest(
        was.method(), was.url(), headers, was.parameters(), was.certificate(), was.remoteAddress());
  }

  public static OAuthRequest withParameter(OAuthRequest was, String name, List<String> values) {
    Map<String, List<String>> parameters = new HashMap<>(was.parameters());
    parameters.put(name, values);
    return new OAuthRequest(
        was.method(), was.url(), was.headers(), parameters, was.certificate(), was.remoteAddress());
  }

  public static AuthenticatedTokenRequest withParameter(
      AuthenticatedTokenRequest was, String name, List<String> values) {
    var other = withParameter(was.request(), name, values);
    return new AuthenticatedTokenRequest(
        was.client(), was.authenticationMethod(), other, was.confirmation());
  }

  public static AuthenticatedTokenRequest withMetadata(
      AuthenticatedTokenRequest was, String member, Object value) {
    Map<String, Object> metadata = new HashMap<>(was.client().metadata());
    metadata.put(member, value);
    return new AuthenticatedTokenRequest(
        was.client().with(metadata), was.authenticationMethod(), was.request(), was.confirmation());
  }
}
