package org.lumoauth.authn.pages.tenantstyle;

import java.util.Optional;

/**
 * What a tenant wrote itself for its pages.
 *
 * @param style its style sheet as it is served
 * @param html its HTML as it stands on a page
 */
public record TenantPageParts(Optional<String> style, Optional<String> html) {

  /** Nothing at all. */
  public static final TenantPageParts NONE =
      new TenantPageParts(Optional.empty(), Optional.empty());
}
