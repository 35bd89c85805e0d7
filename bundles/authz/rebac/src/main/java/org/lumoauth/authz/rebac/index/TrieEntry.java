package org.lumoauth.authz.rebac.index;

/** What a {@link HashTrie} holds. */
interface TrieEntry {

  /** By what it is found. */
  Userset key();
}
