/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class ServiceDocumentationContributorContractTest extends ServerMetadataContributorContract {
  private static final String PAGE = "https://developers.example.com/sign-in";

  private record Config(String serviceDocumentation) implements ServerMetadataConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return ServerMetadataConfig.class;
    }
  }

  @Override
  protected ServerMetadataContributor contributor() {
    return new ServiceDocumentationContributor(new Config(PAGE));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Test
  void publishesDocumentationUrl() {
    assertEquals(Map.of("service_documentation", PAGE), metadata(" " + PAGE + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "developers.example.com",
        "/sign-in",
        "javascript:alert(1)",
        "https:///sign-in",
        "https://ada:secret@developers.example.com/",
        "https://developers.example.com/a page"
      })
  void ignoresInvalidDocumentationUrl(String setting) {
    assertEquals(Map.of(), metadata(setting));
  }

  private Map<String, Object> metadata(String setting) {
    Map<String, Object> metadata = new HashMap<>();
    new ServiceDocumentationContributor(new Config(setting)).contribute(tenant(), metadata);
    return metadata;
  }
}
