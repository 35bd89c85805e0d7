/** Authorization codes and the grant that redeems them. */
@NullMarked
package org.lumoauth.oauth.grant.authorizationcode.code;

import org.jspecify.annotations.NullMarked;
