/** {@code ~/admin/export} and {@code ~/admin/import}. */
package org.lumoauth.platform.transfer.rest;
