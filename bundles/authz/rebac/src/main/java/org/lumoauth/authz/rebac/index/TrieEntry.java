/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

/** An entry of a {@link HashTrie}. */
interface TrieEntry {

  /** Returns the key of the entry. */
  Userset key();
}
