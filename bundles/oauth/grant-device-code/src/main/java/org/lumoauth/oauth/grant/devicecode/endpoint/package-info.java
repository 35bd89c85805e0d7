/** The device authorization endpoint and the verification page. */
@NullMarked
package org.lumoauth.oauth.grant.devicecode.endpoint;

import org.jspecify.annotations.NullMarked;
