/** The tenant settings for tokens: the section {@code tokens}. */
package org.lumoauth.platform.tokens.settings;
