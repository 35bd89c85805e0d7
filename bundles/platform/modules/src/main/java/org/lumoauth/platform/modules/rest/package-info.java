/**
 * Module operations for automation at {@code /api/v1/platform/modules}. Served only when the
 * operator switched it on, to the operator only, and for archives on the allow-list only.
 */
package org.lumoauth.platform.modules.rest;
