package org.lumoauth.api.tenant;

/**
 * A tenant just made.
 *
 * @param tenant the tenant
 * @param apiKey its first API key in clear text: the only time that it is shown
 */
public record CreatedTenant(Tenant tenant, String apiKey) {
  @Override
  public String toString() {
    return "CreatedTenant[" + tenant + "]";
  }
}
