package org.lumoauth.api.tenant;

/** What an import makes, for whoever looks whether what an item names will be there. */
@FunctionalInterface
public interface TenantImportPlan {

  /**
   * Whether the document has such an item.
   *
   * @param section the section's name, as {@code roles}
   * @param key the item's, as {@code editor}
   */
  boolean creates(String section, String key);
}
