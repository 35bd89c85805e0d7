/** Device codes, user codes, and the grant that redeems them. */
@NullMarked
package org.lumoauth.oauth.grant.devicecode.code;

import org.jspecify.annotations.NullMarked;
