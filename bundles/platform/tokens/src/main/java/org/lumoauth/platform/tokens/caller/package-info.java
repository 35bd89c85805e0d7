/** Authenticates callers with an access token. */
@NullMarked
package org.lumoauth.platform.tokens.caller;

import org.jspecify.annotations.NullMarked;
