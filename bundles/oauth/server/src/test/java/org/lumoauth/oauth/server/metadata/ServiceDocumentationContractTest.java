package org.lumoauth.oauth.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class ServiceDocumentationContractTest extends MetadataContributorContract {
  private static final String PAGE = "https://developers.example.com/sign-in";

  private record Config(String serviceDocumentation) implements MetadataConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return MetadataConfig.class;
    }
  }

  @Override
  protected MetadataContributor contributor() {
    return new ServiceDocumentation(new Config(PAGE));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Test
  void namesThePage() {
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
  void namesNothingThatIsNoAddressOfAPage(String setting) {
    assertEquals(Map.of(), metadata(setting));
  }

  private Map<String, Object> metadata(String setting) {
    Map<String, Object> metadata = new HashMap<>();
    new ServiceDocumentation(new Config(setting)).contribute(tenant(), metadata);
    return metadata;
  }
}
