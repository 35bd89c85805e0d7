/** Authenticates callers with an access token. */
package org.lumoauth.platform.tokens.caller;
