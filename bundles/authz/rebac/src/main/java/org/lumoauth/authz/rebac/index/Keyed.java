package org.lumoauth.authz.rebac.index;

/** What a {@link Trie} holds. */
interface Keyed {

  /** By what it is found. */
  Userset key();
}
