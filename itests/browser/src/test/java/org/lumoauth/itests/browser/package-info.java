/** The hosted pages: rendered with every message, and looked at in a real browser. */
package org.lumoauth.itests.browser;
