package org.lumoauth.testkit.builder;

import org.lumoauth.api.tenant.TenantContext;

/** Builds a {@link TenantContext}. */
public record TenantBuilder(String id, String slug, String baseUrl) {

  static TenantBuilder named(String slug) {
    return new TenantBuilder(
        "ten_" + DeterministicUlidFactory.of(slug), slug, "https://id.example.com");
  }

  public TenantBuilder withId(String newId) {
    return new TenantBuilder(newId, slug, baseUrl);
  }

  public TenantBuilder at(String newBaseUrl) {
    return new TenantBuilder(id, slug, newBaseUrl);
  }

  public TenantContext build() {
    return new TenantContext(id, slug, baseUrl + "/t/" + slug + "/api/v1");
  }
}
