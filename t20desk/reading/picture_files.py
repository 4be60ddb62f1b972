"""A picture in the reading child: scaled, turned upright and written anew, without its metadata."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from t20desk.i18n import N_
from t20desk.reading.rows import RefusedError

LARGEST: Final = 512
"""So many points a picture is kept wide and high at most."""
MOST_POINTS: Final = 60_000_000
MOST_BYTES: Final = 40_000_000
FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")

NO_PICTURE = N_("{file} is not a picture that can be read; choose a PNG or JPEG file.")
TOO_LARGE = N_("{file} is too large for a picture; make it smaller and try again.")


def scale_picture(path: Path) -> dict[str, object]:
    """The picture as it is kept: JPEG, or PNG where something shines through."""
    if path.stat().st_size > MOST_BYTES:
        raise RefusedError(TOO_LARGE)
    try:
        with Image.open(path, formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_POINTS:
                raise RefusedError(TOO_LARGE)
            opened.draft("RGB", (LARGEST * 2, LARGEST * 2))
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise RefusedError(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise RefusedError(NO_PICTURE) from error
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    return {"picture": base64.b64encode(_write(picture)).decode()}


def _write(picture: Image.Image) -> bytes:
    out = BytesIO()
    lowest = picture.getchannel("A").getextrema()[0]
    if lowest == 255:
        picture.convert("RGB").save(out, "JPEG", quality=90, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()
