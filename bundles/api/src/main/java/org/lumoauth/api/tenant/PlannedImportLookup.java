/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

/** The objects that an import creates, for checking references. */
@FunctionalInterface
public interface PlannedImportLookup {

  /**
   * Returns whether the document contains this item.
   *
   * @param section the name of the section, such as {@code roles}
   * @param key the key of the item, such as {@code editor}
   */
  boolean creates(String section, String key);
}
