/** Callers that show an access token. */
package org.lumoauth.platform.tokens.caller;
