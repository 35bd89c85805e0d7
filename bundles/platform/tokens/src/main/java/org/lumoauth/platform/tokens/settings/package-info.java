/** What a tenant sets about its tokens: the section {@code tokens} of its settings. */
package org.lumoauth.platform.tokens.settings;
