"""What TikTok's pages say of a pinned video or in place of videos: by their dictionary, or in known languages."""

from collections.abc import Mapping
from typing import Literal

from companion.tiktok import scalars
from companion.tiktok.wire import Scopes

Notice = Literal["private", "not_found", "region_locked", "unavailable"]
"""Outcomes that a page tells of in words."""

_PINNED = (
    "Pinned", "Épinglé", "Épinglée", "Angeheftet", "Angepinnt", "Fijado", "Fijada", "Anclado", "Fixado", "Fixada",
    "Afixado", "Fissato", "Fissato in alto", "Vastgezet", "Vastgemaakt", "Przypięte", "Przypięty", "Sabitlendi",
    "Sabitlenmiş", "Закреплено", "Закреплённое", "Закрепленное", "Закріплено", "固定済み", "ピン留め",
    "ピン留め済み", "固定", "고정됨", "置顶", "已置顶", "置頂", "已置頂", "釘選", "已釘選",
    "Đã ghim", "Disematkan", "Disemat", "ปักหมุด", "ปักหมุดแล้ว", "مثبت", "مثبّت", "تم التثبيت", "נעוץ", "Fäst",
    "Fastgjort", "Festet", "Kiinnitetty", "Připnuto", "Rögzítve", "Fixat", "Καρφιτσωμένο", "पिन किया गया",
)  # fmt: skip
_PRIVATE = (
    "This account is private", "Ce compte est privé", "Dieses Konto ist privat", "Dieser Account ist privat",
    "Esta cuenta es privada", "Esta conta é privada", "Questo account è privato", "Questo profilo è privato",
    "Dit account is privé", "To konto jest prywatne", "Bu hesap gizli", "Bu hesap özel", "Это закрытый аккаунт",
    "Этот аккаунт закрыт", "Цей обліковий запис приватний", "このアカウントは非公開です", "비공개 계정입니다",
    "이 계정은 비공개입니다", "此账号为私密账号", "该账号为私密账号", "此帳號為私人帳號", "這是私人帳號",
    "Đây là tài khoản riêng tư", "Tài khoản này là riêng tư", "Akun ini privat", "Ini akun privat",
    "هذا الحساب خاص", "บัญชีนี้เป็นส่วนตัว",
)  # fmt: skip
_NOT_FOUND = (
    "Couldn't find this account", "Impossible de trouver ce compte", "Ce compte est introuvable",
    "Dieses Konto konnte nicht gefunden werden", "Dieses Konto wurde nicht gefunden",
    "No se pudo encontrar esta cuenta", "No se ha podido encontrar esta cuenta", "No se ha encontrado esta cuenta",
    "Não foi possível encontrar esta conta", "Impossibile trovare questo account", "Kan dit account niet vinden",
    "Kon dit account niet vinden", "Nie można znaleźć tego konta", "Nie udało się znaleźć tego konta",
    "Bu hesap bulunamadı", "Не удалось найти этот аккаунт", "Не вдалося знайти цей обліковий запис",
    "このアカウントは見つかりませんでした", "このアカウントが見つかりませんでした", "이 계정을 찾을 수 없습니다",
    "找不到此账号", "找不到该账号", "找不到此帳號", "找不到這個帳號", "Không thể tìm thấy tài khoản này",
    "Không tìm thấy tài khoản này", "Tidak dapat menemukan akun ini", "تعذر العثور على هذا الحساب",
    "ไม่พบบัญชีนี้",
)  # fmt: skip
_REGION_LOCKED = (
    "This account isn't available in your region", "This account is not available in your region",
    "This account isn't available in your country or region",
)  # fmt: skip
_UNAVAILABLE = (
    "Something went wrong", "Une erreur s'est produite", "Un problème est survenu", "Etwas ist schiefgelaufen",
    "Es ist ein Fehler aufgetreten", "Se ha producido un error", "Algo salió mal", "Algo ha salido mal",
    "Algo deu errado", "Ocorreu um erro", "Algo correu mal", "Si è verificato un errore",
    "Qualcosa è andato storto", "Er is iets misgegaan", "Er ging iets mis", "Coś poszło nie tak",
    "Bir sorun oluştu", "Bir hata oluştu",
    "Что-то пошло не так", "Произошла ошибка", "Щось пішло не так", "問題が発生しました", "エラーが発生しました",
    "문제가 발생했습니다", "오류가 발생했습니다", "出错了", "出了点问题", "發生錯誤", "發生問題", "Đã xảy ra lỗi",
    "Terjadi kesalahan", "حدث خطأ ما", "حدث خطأ", "เกิดข้อผิดพลาด",
)  # fmt: skip


def folded(words: str) -> str:
    """A text in the form in which two spellings of it are one."""
    return " ".join(words.replace("’", "'").split()).rstrip(".!。").casefold()


_PINS = frozenset(map(folded, _PINNED))
_NOTICES: dict[str, Notice] = {
    **dict.fromkeys(map(folded, _PRIVATE), "private"),
    **dict.fromkeys(map(folded, _NOT_FOUND), "not_found"),
    **dict.fromkeys(map(folded, _REGION_LOCKED), "region_locked"),
    **dict.fromkeys(map(folded, _UNAVAILABLE), "unavailable"),
}


def is_known(words: str) -> bool:
    """Whether it is one of TikTok's own texts, so that it names nobody."""
    return folded(words) in _PINS or folded(words) in _NOTICES


def is_pin(badge: str | None, scopes: Scopes | None) -> bool | None:
    """Whether a badge on a video says "Pinned"; None where nobody knows what it says.

    Args:
        badge: its text; None if the video has none.
        scopes: the page's data, whose dictionary is sure of its language's word.
    """
    if badge is None:
        return False
    translation = scopes.translation if scopes else None
    pin = scalars.text(translation.words.pin) if translation and translation.words else None
    if pin is not None:
        return folded(badge) == folded(pin)
    return True if folded(badge) in _PINS else None


def notices(scopes: Scopes | None) -> Mapping[str, Notice]:
    """What the texts that stand in place of a page's contents mean, folded."""
    words = scopes.translation.words if scopes and scopes.translation else None
    if words is None:
        return _NOTICES
    own: tuple[tuple[object, Notice], ...] = (
        (words.private, "private"),
        (words.private_body, "private"),
        (words.private_error, "private"),
        (words.not_found, "not_found"),
        (words.not_found_body, "not_found"),
        (words.region_locked, "region_locked"),
        (words.unavailable, "unavailable"),
    )
    known = ((scalars.text(text), outcome) for text, outcome in own)
    return _NOTICES | {folded(text): outcome for text, outcome in known if text}
