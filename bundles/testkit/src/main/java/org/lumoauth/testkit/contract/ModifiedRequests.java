package org.lumoauth.testkit.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.grant.GrantRequest;

/** Sample requests with one modification. */
public final class ModifiedRequests {

  private ModifiedRequests() {}

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

  public static GrantRequest withParameter(GrantRequest was, String name, List<String> values) {
    var other = withParameter(was.request(), name, values);
    return new GrantRequest(was.client(), was.authenticationMethod(), other, was.confirmation());
  }

  public static GrantRequest withMetadata(GrantRequest was, String member, Object value) {
    Map<String, Object> metadata = new HashMap<>(was.client().metadata());
    metadata.put(member, value);
    return new GrantRequest(
        was.client().with(metadata), was.authenticationMethod(), was.request(), was.confirmation());
  }
}
