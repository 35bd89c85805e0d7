package org.lumoauth.agents.interpreter;

/**
 * A word of a text.
 *
 * @param word in lower case, as it stands
 * @param stem what its forms have in common
 */
record WordToken(String word, String stem) {}
