/** The backchannel authentication endpoint and the pages for users. */
@NullMarked
package org.lumoauth.oauth.ciba.endpoint;

import org.jspecify.annotations.NullMarked;
