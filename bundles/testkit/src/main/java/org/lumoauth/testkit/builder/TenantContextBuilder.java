/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import org.lumoauth.api.tenant.TenantContext;

/** Builds a {@link TenantContext}. */
public record TenantContextBuilder(String id, String slug, String baseUrl) {

  static TenantContextBuilder named(String slug) {
    return new TenantContextBuilder(
        "ten_" + DeterministicUlidFactory.of(slug), slug, "https://id.example.com");
  }

  public TenantContextBuilder withId(String newId) {
    return new TenantContextBuilder(newId, slug, baseUrl);
  }

  public TenantContextBuilder at(String newBaseUrl) {
    return new TenantContextBuilder(id, slug, newBaseUrl);
  }

  public TenantContext build() {
    return new TenantContext(id, slug, baseUrl + "/t/" + slug + "/api/v1");
  }
}
