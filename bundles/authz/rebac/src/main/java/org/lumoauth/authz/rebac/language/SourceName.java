package org.lumoauth.authz.rebac.language;

/**
 * A name where it stands.
 *
 * @param text the name
 * @param place where
 */
record SourceName(String text, SourcePosition place) {}
