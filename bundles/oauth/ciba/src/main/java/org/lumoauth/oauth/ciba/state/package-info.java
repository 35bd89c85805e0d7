/** Stored requests and their state. */
@NullMarked
package org.lumoauth.oauth.ciba.state;

import org.jspecify.annotations.NullMarked;
