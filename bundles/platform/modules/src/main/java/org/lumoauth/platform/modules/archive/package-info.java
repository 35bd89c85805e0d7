/**
 * Module archives: fetched once, checked against the operator's allow-list, and installed from
 * exactly the checked bytes.
 */
@NullMarked
package org.lumoauth.platform.modules.archive;

import org.jspecify.annotations.NullMarked;
