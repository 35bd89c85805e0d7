/** Authorization requests in signed request objects (JAR). */
@NullMarked
package org.lumoauth.oauth.jar;

import org.jspecify.annotations.NullMarked;
