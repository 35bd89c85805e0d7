/** The operator's bootstrap key: its source and the paths where it is accepted. */
@NullMarked
package org.lumoauth.platform.apikeys.operator;

import org.jspecify.annotations.NullMarked;
