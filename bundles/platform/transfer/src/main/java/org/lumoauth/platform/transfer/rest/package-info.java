/** {@code ~/admin/export} and {@code ~/admin/import}. */
@NullMarked
package org.lumoauth.platform.transfer.rest;

import org.jspecify.annotations.NullMarked;
