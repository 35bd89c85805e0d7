/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class ResponseModeContractsTest {

  @Test
  void acceptsCompliantModes() {
    ContractVerdict.holds(GoodQuery.class);
    ContractVerdict.holds(GoodForm.class);
    ContractVerdict.holds(PackedFragment.class);
  }

  @Test
  void detectsModeWithoutEncoding() {
    ContractVerdict.breaks(
        RawQuery.class, "deliversAnyTextUnchanged", "writesLocationWithoutControlCharacters");
  }

  @Test
  void detectsModeBreakingExistingQuery() {
    ContractVerdict.breaks(
        SecondQuery.class,
        "deliversAllParameters",
        "deliversErrorResponse",
        "deliversAnyTextUnchanged");
  }

  @Test
  void detectsModeOmittingIssuer() {
    ContractVerdict.breaks(
        AnonymousForm.class,
        "deliversAllParameters",
        "deliversErrorResponse",
        "deliversAnyTextUnchanged",
        "deliversEqualResponsesToConcurrentThreads");
  }

  @Test
  void detectsModeChangingRedirectUri() {
    ContractVerdict.breaks(
        StrayForm.class,
        "deliversAllParameters",
        "deliversErrorResponse",
        "deliversAnyTextUnchanged",
        "deliversEqualResponsesToConcurrentThreads");
  }

  @Test
  void detectsModeNotDeliveringErrors() {
    ContractVerdict.breaks(HopefulForm.class, "deliversErrorResponse");
  }

  abstract static class Mode extends ResponseModeHandlerContract {
    @Override
    protected TenantContext tenant() {
      return aTenant().build();
    }

    static String query(Map<String, String> parameters) {
      return parameters.entrySet().stream()
          .map(each -> each.getKey() + "=" + encoded(each.getValue()))
          .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  static class GoodQuery extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.RedirectDelivery(
              uri + (uri.contains("?") ? "&" : "?") + query(parameters));
    }
  }

  static class GoodForm extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.FormPostDelivery(uri, parameters);
    }
  }

  static class PackedFragment extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) -> {
        byte[] packed = query(parameters).getBytes(StandardCharsets.UTF_8);
        return new AuthorizationResponseDelivery.RedirectDelivery(
            uri + "#response=" + Base64.getUrlEncoder().encodeToString(packed).replace("=", "%3D"));
      };
    }

    @Override
    protected Map<String, String> read(Map<String, String> carried) {
      byte[] packed = Base64.getUrlDecoder().decode(carried.get("response"));
      return Arrays.stream(new String(packed, StandardCharsets.UTF_8).split("&"))
          .map(pair -> pair.split("=", 2))
          .collect(
              Collectors.toMap(
                  pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
  }

  static class RawQuery extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.RedirectDelivery(
              uri
                  + (uri.contains("?") ? "&" : "?")
                  + parameters.entrySet().stream()
                      .map(each -> each.getKey() + "=" + each.getValue())
                      .collect(Collectors.joining("&")));
    }
  }

  static class SecondQuery extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.RedirectDelivery(uri + "?" + query(parameters));
    }
  }

  static class AnonymousForm extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.FormPostDelivery(
              uri,
              parameters.entrySet().stream()
                  .filter(each -> !each.getKey().equals("iss"))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
  }

  static class StrayForm extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.FormPostDelivery(uri + "/", parameters);
    }
  }

  static class HopefulForm extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return (tenant, client, uri, parameters) ->
          new AuthorizationResponseDelivery.FormPostDelivery(
              uri, parameters.containsKey("code") ? parameters : Map.of());
    }
  }
}
