/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

/** Looks up the items that an import creates, so that references to them can be checked. */
@FunctionalInterface
public interface PlannedImportItemLookup {

  /**
   * Returns whether the document contains this item.
   *
   * @param section the name of the section, such as {@code roles}
   * @param key the key of the item, such as {@code editor}
   */
  boolean creates(String section, String key);
}
