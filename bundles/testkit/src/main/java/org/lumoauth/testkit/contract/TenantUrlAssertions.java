/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Assertions about URLs of a tenant. Its pages and its API have different paths: an issuer is
 * {@code …/t/{slug}/api/v1}.
 */
public final class TenantUrlAssertions {

  private TenantUrlAssertions() {}

  /** Returns the prefix of all URLs of the tenant. */
  public static String base(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "") + "/";
  }

  /** Asserts that the URL belongs to the tenant, however it is parsed. */
  public static void assertTenantUrl(TenantContext tenant, String url) {
    assertTrue(url.startsWith(base(tenant)), url);
    assertTrue(url.matches("[\\x21-\\x7E]+"), url);
    URI read = URI.create(url);
    assertEquals(read.normalize(), read, "it points elsewhere");
    assertNull(read.getRawUserInfo(), url);
    assertNull(read.getRawFragment(), url);
  }
}
